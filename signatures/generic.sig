# What is no medical device, by the protocols that everything speaks: printers,
# cameras, switches, controllers of buildings, servers. No clinical class here.

device upnp.gateway
  class    network
  match    upnp_device like "urn:schemas-upnp-org:device:InternetGatewayDevice:*" fair
  match    upnp_device like "urn:schemas-upnp-org:device:WLANAccessPointDevice:*" strong
  source   "UPnP Forum, Standardized DCPs: InternetGatewayDevice, WLANAccessPointDevice"
  example  upnp_device urn:schemas-upnp-org:device:InternetGatewayDevice:1
  example  upnp_device urn:schemas-upnp-org:device:WLANAccessPointDevice:1
  counter  upnp_device urn:schemas-upnp-org:device:MediaServer:1

device upnp.printer
  class    printer
  match    upnp_device like "urn:schemas-upnp-org:device:Printer:*" strong
  source   "UPnP Forum, Standardized DCPs: Printer"
  example  upnp_device urn:schemas-upnp-org:device:Printer:1
  counter  upnp_device urn:schemas-upnp-org:device:Scanner:1

device upnp.camera
  class    camera
  match    upnp_device like "urn:schemas-upnp-org:device:DigitalSecurityCamera:*" strong
  source   "UPnP Forum, Standardized DCPs: DigitalSecurityCamera"
  example  upnp_device urn:schemas-upnp-org:device:DigitalSecurityCamera:1
  counter  upnp_device urn:schemas-upnp-org:device:MediaRenderer:1

device upnp.climate
  class    building-control
  match    upnp_device like "urn:schemas-upnp-org:device:HVAC_System:*" strong
  source   "UPnP Forum, Standardized DCPs: HVAC_System"
  example  upnp_device urn:schemas-upnp-org:device:HVAC_System:1
  counter  upnp_device urn:schemas-upnp-org:device:MediaRenderer:1

device browser.domain-controller
  class    file-server
  match    browser_role in domain-controller backup-domain-controller fair
  source   "MS-BRWS 2.3: SV_TYPE_DOMAIN_CTRL and SV_TYPE_DOMAIN_BAKCTRL"
  example  browser_role domain-controller
  counter  browser_role print-server

device pjl.printer
  class    printer
  match    pjl_printer is 1 strong
  source   "HP PJL Technical Reference Manual: who answers INFO ID prints"
  example  pjl_printer 1
  counter  pjl_printer 0

# A queue (_ipp, _printer) is announced by spoolers, too; a raw port by printers.
device mdns.printer
  class    printer
  match    mdns_service is _pdl-datastream._tcp fair
  source   "IANA service names: pdl-datastream, Printer Page Description Language Data Stream; Bonjour Printing Specification 1.2.1, 4"
  example  mdns_service _pdl-datastream._tcp
  counter  mdns_service _ipp._tcp

device rtsp.axis
  class    camera
  vendor   "Axis"
  match    rtsp_realm like "AXIS_*" strong
  match    http_realm like "AXIS_*" fair
  source   "realm of Axis cameras with their MAC, in public traces of RTSP and HTTP"
  example  rtsp_realm AXIS_ACCC8EB3494E
  example  http_realm AXIS_ACCC8EB3494E
  counter  rtsp_realm GStreamer
  counter  http_realm AProxy

device rtsp.hikvision
  class    camera
  match    rtsp_realm like "IP Camera(*" strong
  match    http_realm like "IP Camera(*" fair
  source   "realm of Hikvision cameras and their relabelled kin, in public traces"
  example  rtsp_realm "IP Camera(C2183)"
  example  http_realm "IP Camera(C2183)"
  counter  rtsp_realm Camera
  counter  http_realm Camera

device rtsp.dahua
  class    camera
  match    rtsp_realm like "Login to *" fair
  source   "realm of Dahua cameras and recorders, in public traces"
  example  rtsp_realm "Login to 4M0747EPAA1D284"
  counter  rtsp_realm "Please log in"

device sip.yealink
  vendor   "Yealink"
  match    sip_product like "Yealink {model} {version}" strong
  source   "User-Agent of Yealink telephones in public traces"
  example  sip_product "Yealink SIP-T46S 66.85.0.5" gives model "SIP-T46S"
  counter  sip_product "Asterisk PBX 18.1"

device sip.yealink-phone
  class    phone
  match    sip_product like "Yealink SIP-*" strong
  source   "User-Agent of Yealink telephones in public traces; what is no telephone is called otherwise there"
  example  sip_product "Yealink SIP-T46S 66.85.0.5"
  counter  sip_product "Yealink MeetingEye-400 120.43.0.15"

device bacnet.device
  class    building-control
  match    bacnet_device in 0-4194302 fair
  source   "ASHRAE 135: a data communication protocol for building automation and control"
  example  bacnet_device 123
  counter  bacnet_device 4194303

device bacnet.router
  class    building-control
  match    bacnet_routes in 1-65534 fair
  source   "ASHRAE 135: a router passes messages on between networks of building equipment, which are numbered"
  example  bacnet_routes 2001
  counter  bacnet_routes 65535

device knx.device
  class    building-control
  match    knx_role is router fair
  match    knx_role is server fair
  source   "ISO 22510: who answers a search, lets onto the bus or passes telegrams on is equipment of a building's bus"
  example  knx_role router
  example  knx_role server
  counter  knx_role client

device enip.rockwell
  vendor   "Rockwell Automation"
  match    enip_vendor_id is 1 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 1
  counter  enip_vendor_id 65535

device enip.festo
  vendor   "Festo"
  match    enip_vendor_id is 26 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 26
  counter  enip_vendor_id 65535

device enip.wago
  vendor   "WAGO"
  match    enip_vendor_id is 40 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 40
  counter  enip_vendor_id 65535

device enip.omron
  vendor   "Omron"
  match    enip_vendor_id is 47 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 47
  counter  enip_vendor_id 65535

device enip.phoenix-contact
  vendor   "Phoenix Contact"
  match    enip_vendor_id is 562 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 562
  counter  enip_vendor_id 65535

device enip.cognex
  vendor   "Cognex"
  match    enip_vendor_id is 678 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 678
  counter  enip_vendor_id 65535

device enip.sick
  vendor   "SICK"
  match    enip_vendor_id is 808 strong
  source   "ODVA vendor identifiers, as Wireshark lists them"
  example  enip_vendor_id 808
  counter  enip_vendor_id 65535

device enip.switch
  class    network
  match    enip_device_type is 44 strong
  source   "ODVA CIP volume 1, device profile 0x2c: managed Ethernet switch"
  example  enip_device_type 44
  counter  enip_device_type 14

device s7.siemens
  vendor   "Siemens AG"
  match    s7_order like "6ES7*" strong
  match    profinet_vendor_id is 42 strong
  source   "order numbers of SIMATIC S7; PROFIBUS and PROFINET International, vendor 0x002a"
  example  s7_order "6ES7 315-2EH14-0AB0"
  example  profinet_vendor_id 42
  counter  s7_order "700-315-2AG12"
  counter  profinet_vendor_id 176

device kerberos.kdc
  class    file-server
  match    kerberos_role is kdc fair
  source   "RFC 4120: who gives tickets keeps the directory of accounts"
  example  kerberos_role kdc
  counter  kerberos_role client

device smtp.postfix
  software "Postfix"
  match    smtp_banner like "* ESMTP Postfix*" fair
  source   "greeting of Postfix, smtpd_banner of its manual"
  example  smtp_banner "mail.example.com ESMTP Postfix (Debian/GNU)"
  counter  smtp_banner "mail.example.com ESMTP"

device smtp.exchange
  software "Microsoft ESMTP MAIL Service"
  match    smtp_banner like "* Microsoft ESMTP MAIL Service*" fair
  source   "greeting of Exchange and IIS, Microsoft documentation"
  example  smtp_banner "mail.example.com Microsoft ESMTP MAIL Service ready"
  counter  smtp_banner "mail.example.com ESMTP"
