# What the protocols of the laboratory prove by themselves, whoever made the
# device. Roles come from the messages that were sent, never from a port.

device family.poct-device
  class    poc-analyser
  match    poct1_role is device fair
  source   "CLSI POCT1-A2, device messaging layer: the device says hello and sends observations"
  example  poct1_role device
  counter  poct1_role manager

device family.poct-manager
  class    hl7-system
  match    poct1_role is manager fair
  source   "CLSI POCT1-A2, device messaging layer: the data manager requests observations and sends lists"
  example  poct1_role manager
  counter  poct1_role device

device family.law-analyser
  class    lab-analyser
  match    hl7_actor is analyzer strong
  source   "IHE PaLM technical framework, LAW: LAB-27, LAB-28 and LAB-29 name the analyzer's messages"
  example  hl7_actor analyzer
  counter  hl7_actor analyzer-manager

device family.law-manager
  class    hl7-system
  match    hl7_actor in analyzer-manager lab-automation-manager strong
  source   "IHE PaLM technical framework, LAW: LAB-27, LAB-28 and LAB-29 name the manager's messages; HL7 v2.5.1 chapter 13: equipment reports to the laboratory's manager"
  example  hl7_actor analyzer-manager
  example  hl7_actor lab-automation-manager
  counter  hl7_actor analyzer

device family.infusion-gateway
  class    pump-gateway
  match    hl7_actor is infusion-gateway fair
  source   "IHE DEV technical framework, PCD-03: who takes RGV^O15 programs pumps"
  example  hl7_actor infusion-gateway
  counter  hl7_actor infusion-ordering

# Over HTTP.
device family.fhir-server
  class    hl7-system
  match    fhir_role is server fair
  source   "HL7 FHIR R4, http.html: the server answers with resources"
  example  fhir_role server
  counter  fhir_role client

device family.dicomweb-archive
  class    pacs-archive
  match    dicomweb_role in qido-server wado-server stow-server fair
  source   "DICOM PS3.18 section 10: who answers queries and retrievals of studies, and takes them, keeps them"
  example  dicomweb_role qido-server
  example  dicomweb_role stow-server
  counter  dicomweb_role stow-client
