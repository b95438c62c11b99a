# Radiotherapy: planning, records and verification, by what their objects say.

device varian.aria-radonc
  class    radiotherapy-planning
  vendor   "Varian"
  model    "ARIA RadOnc"
  match    dicom_model is "ARIA RadOnc" strong
  match    dicom_sent_model is "ARIA RadOnc" fair
  source   "TCIA collection Pancreatic-CT-CBCT-SEG, RTDOSE objects: (0008,0070) Varian Medical Systems, (0008,1090) ARIA RadOnc; the same in the index of NCI Imaging Data Commons v24"
  example  dicom_model "ARIA RadOnc"
  example  dicom_sent_model "ARIA RadOnc"
  counter  dicom_model "ARIA RadOnc Plans"

device adac.pinnacle3
  class    radiotherapy-planning
  model    "Pinnacle3"
  match    dicom_model is Pinnacle3 strong
  match    dicom_sent_model is Pinnacle3 fair
  source   "index of NCI Imaging Data Commons v24, columns Manufacturer and ManufacturerModelName of RT structure sets: ADAC, Pinnacle3"
  example  dicom_model Pinnacle3
  example  dicom_sent_model Pinnacle3
  counter  dicom_model Pinnacle

device planning.vision
  class    radiotherapy-planning
  match    dicom_model like "Vision {version} - External Beam Planning" strong
  match    dicom_sent_model like "Vision * - External Beam Planning" fair
  source   "index of NCI Imaging Data Commons v24, column ManufacturerModelName of RT structure sets, no Manufacturer: Vision 7.3 - External Beam Planning"
  example  dicom_model "Vision 7.3 - External Beam Planning" gives version "7.3"
  example  dicom_sent_model "Vision 7.3 - External Beam Planning"
  counter  dicom_model "Vision 7.3"
