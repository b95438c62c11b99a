# Telephones that register by SCCP. Numbers of types as tshark 4.0.17 has them
# (tshark -G values, skinny.deviceType).

device sccp.telephone
  class    phone
  match    sccp_role is telephone strong
  source   "only stations send keys: messages 3, 5, 6, 7 and 38 of SCCP; tshark 4.0.17, skinny.messageId"
  example  sccp_role telephone
  counter  sccp_role call-manager

device sccp.7910
  class    phone
  vendor   "Cisco"
  model    "7910"
  match    sccp_type is 6 strong
  source   "tshark 4.0.17, skinny.deviceType 6"
  example  sccp_type 6
  counter  sccp_type 254

device sccp.7940
  class    phone
  vendor   "Cisco"
  model    "7940"
  match    sccp_type is 8 strong
  source   "tshark 4.0.17, skinny.deviceType 8"
  example  sccp_type 8
  counter  sccp_type 254

device sccp.7935
  class    phone
  vendor   "Cisco"
  model    "7935"
  match    sccp_type is 9 strong
  source   "tshark 4.0.17, skinny.deviceType 9"
  example  sccp_type 9
  counter  sccp_type 254

device sccp.7941g
  class    phone
  vendor   "Cisco"
  model    "7941G"
  match    sccp_type is 115 strong
  source   "tshark 4.0.17, skinny.deviceType 115"
  example  sccp_type 115
  counter  sccp_type 254

device sccp.7971
  class    phone
  vendor   "Cisco"
  model    "7971"
  match    sccp_type is 119 strong
  source   "tshark 4.0.17, skinny.deviceType 119"
  example  sccp_type 119
  counter  sccp_type 254

device sccp.7985
  class    phone
  vendor   "Cisco"
  model    "7985"
  match    sccp_type is 302 strong
  source   "tshark 4.0.17, skinny.deviceType 302"
  example  sccp_type 302
  counter  sccp_type 254

device sccp.7911
  class    phone
  vendor   "Cisco"
  model    "7911"
  match    sccp_type is 307 strong
  source   "tshark 4.0.17, skinny.deviceType 307"
  example  sccp_type 307
  counter  sccp_type 254

device sccp.7931
  class    phone
  vendor   "Cisco"
  model    "7931"
  match    sccp_type is 348 strong
  source   "tshark 4.0.17, skinny.deviceType 348"
  example  sccp_type 348
  counter  sccp_type 254

device sccp.7921
  class    phone
  vendor   "Cisco"
  model    "7921"
  match    sccp_type is 365 strong
  source   "tshark 4.0.17, skinny.deviceType 365"
  example  sccp_type 365
  counter  sccp_type 254

device sccp.7906
  class    phone
  vendor   "Cisco"
  model    "7906"
  match    sccp_type is 369 strong
  source   "tshark 4.0.17, skinny.deviceType 369"
  example  sccp_type 369
  counter  sccp_type 254

device sccp.7962
  class    phone
  vendor   "Cisco"
  model    "7962"
  match    sccp_type is 404 strong
  source   "tshark 4.0.17, skinny.deviceType 404"
  example  sccp_type 404
  counter  sccp_type 254

device sccp.7937
  class    phone
  vendor   "Cisco"
  model    "7937"
  match    sccp_type is 431 strong
  source   "tshark 4.0.17, skinny.deviceType 431"
  example  sccp_type 431
  counter  sccp_type 254

device sccp.7942
  class    phone
  vendor   "Cisco"
  model    "7942"
  match    sccp_type is 434 strong
  source   "tshark 4.0.17, skinny.deviceType 434"
  example  sccp_type 434
  counter  sccp_type 254

device sccp.7945
  class    phone
  vendor   "Cisco"
  model    "7945"
  match    sccp_type is 435 strong
  source   "tshark 4.0.17, skinny.deviceType 435"
  example  sccp_type 435
  counter  sccp_type 254

device sccp.7965
  class    phone
  vendor   "Cisco"
  model    "7965"
  match    sccp_type is 436 strong
  source   "tshark 4.0.17, skinny.deviceType 436"
  example  sccp_type 436
  counter  sccp_type 254

device sccp.7975
  class    phone
  vendor   "Cisco"
  model    "7975"
  match    sccp_type is 437 strong
  source   "tshark 4.0.17, skinny.deviceType 437"
  example  sccp_type 437
  counter  sccp_type 254

device sccp.7925
  class    phone
  vendor   "Cisco"
  model    "7925"
  match    sccp_type is 484 strong
  source   "tshark 4.0.17, skinny.deviceType 484"
  example  sccp_type 484
  counter  sccp_type 254

device sccp.6921
  class    phone
  vendor   "Cisco"
  model    "6921"
  match    sccp_type is 495 strong
  source   "tshark 4.0.17, skinny.deviceType 495"
  example  sccp_type 495
  counter  sccp_type 254

device sccp.6941
  class    phone
  vendor   "Cisco"
  model    "6941"
  match    sccp_type is 496 strong
  source   "tshark 4.0.17, skinny.deviceType 496"
  example  sccp_type 496
  counter  sccp_type 254

device sccp.6961
  class    phone
  vendor   "Cisco"
  model    "6961"
  match    sccp_type is 497 strong
  source   "tshark 4.0.17, skinny.deviceType 497"
  example  sccp_type 497
  counter  sccp_type 254

device sccp.6901
  class    phone
  vendor   "Cisco"
  model    "6901"
  match    sccp_type is 547 strong
  source   "tshark 4.0.17, skinny.deviceType 547"
  example  sccp_type 547
  counter  sccp_type 254

device sccp.6911
  class    phone
  vendor   "Cisco"
  model    "6911"
  match    sccp_type is 548 strong
  source   "tshark 4.0.17, skinny.deviceType 548"
  example  sccp_type 548
  counter  sccp_type 254

device sccp.6945
  class    phone
  vendor   "Cisco"
  model    "6945"
  match    sccp_type is 564 strong
  source   "tshark 4.0.17, skinny.deviceType 564"
  example  sccp_type 564
  counter  sccp_type 254

device sccp.8945
  class    phone
  vendor   "Cisco"
  model    "8945"
  match    sccp_type is 585 strong
  source   "tshark 4.0.17, skinny.deviceType 585"
  example  sccp_type 585
  counter  sccp_type 254

device sccp.8941
  class    phone
  vendor   "Cisco"
  model    "8941"
  match    sccp_type is 586 strong
  source   "tshark 4.0.17, skinny.deviceType 586"
  example  sccp_type 586
  counter  sccp_type 254

device sccp.7905
  class    phone
  vendor   "Cisco"
  model    "7905"
  match    sccp_type is 20000 strong
  source   "tshark 4.0.17, skinny.deviceType 20000"
  example  sccp_type 20000
  counter  sccp_type 254

device sccp.7920
  class    phone
  vendor   "Cisco"
  model    "7920"
  match    sccp_type is 30002 strong
  source   "tshark 4.0.17, skinny.deviceType 30002"
  example  sccp_type 30002
  counter  sccp_type 254

device sccp.7970
  class    phone
  vendor   "Cisco"
  model    "7970"
  match    sccp_type is 30006 strong
  source   "tshark 4.0.17, skinny.deviceType 30006"
  example  sccp_type 30006
  counter  sccp_type 254

device sccp.7912
  class    phone
  vendor   "Cisco"
  model    "7912"
  match    sccp_type is 30007 strong
  source   "tshark 4.0.17, skinny.deviceType 30007"
  example  sccp_type 30007
  counter  sccp_type 254

device sccp.7902
  class    phone
  vendor   "Cisco"
  model    "7902"
  match    sccp_type is 30008 strong
  source   "tshark 4.0.17, skinny.deviceType 30008"
  example  sccp_type 30008
  counter  sccp_type 254

device sccp.7961g
  class    phone
  vendor   "Cisco"
  model    "7961G"
  match    sccp_type is 30018 strong
  source   "tshark 4.0.17, skinny.deviceType 30018"
  example  sccp_type 30018
  counter  sccp_type 254

device sccp.7936
  class    phone
  vendor   "Cisco"
  model    "7936"
  match    sccp_type is 30019 strong
  source   "tshark 4.0.17, skinny.deviceType 30019"
  example  sccp_type 30019
  counter  sccp_type 254
