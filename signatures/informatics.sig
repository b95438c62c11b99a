# Systems that store, show and pass on clinical data.

device ge.aw
  class    imaging-workstation
  vendor   "GE"
  model    "AW 4.0"
  match    ftp_banner like "*GE AW 4.0*" strong
  match    smb_comment like "GE AW 4.0*" strong
  source   "observed: FTP greeting and browser announcement, lab captures 08, 09"
  example  ftp_banner "GE AW 4.0 FTP"
  example  smb_comment "GE AW 4.0 workstation"
  counter  smb_comment "Samba 4.17"

device orthanc
  vendor   "Orthanc"
  model    "Orthanc"
  match    http_realm is "Orthanc Secure Area" strong
  match    http_title like "Orthanc Explorer*" strong
  source   "Orthanc's own HTTP authentication realm, observed in lab capture 02; title of its console, observed of Debian's orthanc 1.10.1"
  example  http_realm "Orthanc Secure Area"
  example  http_title "Orthanc Explorer"
  counter  http_realm "Secure Area"

device hapi-fhir
  class    hl7-system
  software "HAPI FHIR"
  match    http_powered_by like "HAPI FHIR {version} REST Server*" strong
  source   "hapifhir/hapi-fhir, RestfulServer: header X-Powered-By; HAPI FHIR 8.6.5 REST Server (FHIR Server; FHIR 4.0.1/R4)"
  example  http_powered_by "HAPI FHIR 8.6.5 REST Server (FHIR Server; FHIR 4.0.1/R4)" gives version "8.6.5"
  counter  http_powered_by "HAPI HL7"

device epic.sender
  class    hl7-system
  vendor   "Epic"
  match    hl7_application is EPIC fair
  source   "MatthewVita/node-hl7-complete, test/functional/test-data/catalyze-io/orm-example.js: MSH-3 EPIC, MSH-4 EPIC"
  example  hl7_application EPIC
  counter  hl7_application EPICURE

device cerner.healthsentry
  class    hl7-system
  vendor   "Cerner"
  model    "HealthSentry"
  match    hl7_application is HealthSentry fair
  match    hl7_product is HealthSentry fair
  source   "MatthewVita/node-hl7-complete, test/functional/test-data/valid/cerner/cerner_en.js: SFT-1 Cerner Corporation, SFT-3 and MSH-3 HealthSentry"
  example  hl7_application HealthSentry
  example  hl7_product HealthSentry
  counter  hl7_application HealthConnect
