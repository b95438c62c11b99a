# What carries messages between systems: interface engines, servers of FHIR.
# MSH-3 is the site's; the software segment SFT and what a program puts into its
# own certificate or headers is the maker's. SFT may name one that a message
# only passed through, so it says fairly.

device mirth.connect
  class    hl7-engine
  software "Mirth Connect"
  match    cert_issuer is "Mirth Connect Certificate Authority" strong
  match    cert_name is mirth-connect fair
  match    hl7_product like "Mirth Connect *" fair
  source   "nextgenhealthcare/connect, server/src/com/mirth/connect/server/controllers/DefaultConfigurationController.java: names of the certificate that it makes at its first start, which forks keep; CDCgov/NEDSS-DataIngestion, hl7-parser/src/test/java/gov/cdc/dataingestion/hl7/helper/unitTest/HL7HelperTest.java: SFT|Mirth Corp.|2.0|Mirth Connect|789654"
  example  hl7_product "Mirth Connect 2.0 (789654)"
  example  cert_issuer "Mirth Connect Certificate Authority"
  example  cert_name mirth-connect
  counter  cert_issuer "Connect Certificate Authority"
  counter  cert_name mirth-connector
  counter  hl7_product "Connect 2.0"

device rhapsody.engine
  class    hl7-engine
  software "Rhapsody"
  match    hl7_product like "Rhapsody *" fair
  source   "LinuxForHealth/hl7v2-fhir-converter, src/test/java/io/github/linuxforhealth/FHIRConverterTest.java: SFT|Orion Health|2.4.3.52854|Rhapsody|2.4.3.52854"
  example  hl7_product "Rhapsody 2.4.3.52854 (2.4.3.52854)"
  counter  hl7_product Rhapsode

device intersystems.ensemble
  class    hl7-engine
  vendor   "InterSystems"
  software "InterSystems Ensemble"
  match    hl7_application is EnsembleHL7 strong
  source   "rsova/ez7gen, test/msg_error_handler_test.rb: acknowledgements of the engine, MSH-3 EnsembleHL7, MSH-4 ISC, ERR-8 of its own class Ens"
  example  hl7_application EnsembleHL7
  counter  hl7_application EnsembleADT

device ibm.fhir-server
  class    hl7-system
  vendor   "IBM"
  match    fhir_software like "IBM FHIR Server*" fair
  source   "LinuxForHealth/FHIR, fhir-server/src/main/java/com/ibm/fhir/server/resources/Capabilities.java: software.name IBM FHIR Server"
  example  fhir_software "IBM FHIR Server 5.1.1"
  counter  fhir_software "FHIR Server"

device hapi-fhir.software
  class    hl7-system
  match    fhir_software like "HAPI FHIR Server*" fair
  source   "hapifhir/hapi-fhir, hapi-fhir-server/src/main/java/ca/uhn/fhir/rest/server/RestfulServer.java: myServerName, unless a site sets another"
  example  fhir_software "HAPI FHIR Server 5.4.0"
  counter  fhir_software "HAPI Test Server"

device openmrs.fhir
  class    hl7-system
  software "OpenMRS"
  match    http_powered_by like "OpenMRS FHIR Server *" strong
  source   "openmrs/openmrs-module-fhir2, api/src/main/java/org/openmrs/module/fhir2/FhirConstants.java: OPENMRS_FHIR_SERVER_NAME, begins the header X-Powered-By of HAPI's RestfulServer"
  example  http_powered_by "OpenMRS FHIR Server 5.4.0 REST Server (FHIR Server; FHIR 4.0.1/R4)"
  counter  http_powered_by "OpenMRS 2.5"

device starlims.ph
  class    hl7-system
  vendor   "STARLIMS"
  match    hl7_product like "STARLIMS PH *" fair
  match    hl7_application is STARLIMS fair
  source   "CDCgov/NEDSS-DataIngestion, hl7-parser/src/test/java/gov/cdc/dataingestion/hl7/helper/unitTest/HL7HelperTest.java: SFT|Abbott Informatics|PH12.1|STARLIMS PH, and of another site MSH-3 STARLIMS"
  example  hl7_product "STARLIMS PH PH12.1 (Binary ID Unknown)"
  example  hl7_application STARLIMS
  counter  hl7_product STARLIGHT
  counter  hl7_application STARLINK
