# Nuclear medicine and PET, with CT or MR, by the model name in the images.
# Images that the sender made itself weigh more than those it passes on.

device ge.discovery-710
  class    imaging-nm
  vendor   "GE HealthCare"
  model    "Discovery 710"
  match    dicom_model is "Discovery 710" strong
  match    dicom_sent_model is "Discovery 710" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'GE Medical Systems', 'Discovery 710'"
  example  dicom_model "Discovery 710"
  example  dicom_sent_model "Discovery 710"
  counter  dicom_model "Discovery 690"

device ge.discovery-ste
  class    imaging-nm
  vendor   "GE HealthCare"
  model    "Discovery STE"
  match    dicom_model is "Discovery STE" strong
  match    dicom_sent_model is "Discovery STE" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'GE Medical Systems', 'Discovery STE'"
  example  dicom_model "Discovery STE"
  example  dicom_sent_model "Discovery STE"
  counter  dicom_model "Discovery LS"

device ge.discovery-st
  class    imaging-nm
  vendor   "GE HealthCare"
  model    "Discovery ST"
  match    dicom_model is "Discovery ST" strong
  match    dicom_sent_model is "Discovery ST" fair
  source   "InstitutNationalduCancer/ImplementationGuide_OsirisFHIR, input/fsh/EX_ImagingDevice.fsh: model Discovery ST"
  example  dicom_model "Discovery ST"
  example  dicom_sent_model "Discovery ST"
  counter  dicom_model "Discovery LS"

device ge.advance
  class    imaging-nm
  vendor   "GE HealthCare"
  model    "GE Advance"
  match    dicom_model is "GE Advance" strong
  match    dicom_sent_model is "GE Advance" fair
  source   "openneuropet/PET2BIDS, scripts/python_conversions.sh: ManufacturersModelName GE Advance"
  example  dicom_model "GE Advance"
  example  dicom_sent_model "GE Advance"
  counter  dicom_model "GE Adv"

device ge.signa-pet-mr
  class    imaging-nm
  vendor   "GE HealthCare"
  model    "SIGNA PET/MR"
  match    dicom_model is "SIGNA PET/MR" strong
  match    dicom_sent_model is "SIGNA PET/MR" fair
  source   "openneuropet/PET2BIDS, scripts/python_conversions.sh: ManufacturersModelName SIGNA PET/MR"
  example  dicom_model "SIGNA PET/MR"
  example  dicom_sent_model "SIGNA PET/MR"
  counter  dicom_model "SIGNA PET"

device siemens.biograph-64
  class    imaging-nm
  vendor   "Siemens Healthineers"
  model    "Biograph64"
  match    dicom_model is Biograph64 strong
  match    dicom_sent_model is Biograph64 fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Siemens', 'Biograph64'"
  example  dicom_model Biograph64
  example  dicom_sent_model Biograph64
  counter  dicom_model Biograph40

device siemens.biograph-64-mct
  class    imaging-nm
  vendor   "Siemens Healthineers"
  model    "Biograph 64_mCT"
  match    dicom_model is "Biograph 64_mCT" strong
  match    dicom_sent_model is "Biograph 64_mCT" fair
  source   "openneuropet/PET2BIDS, unit tests: ManufacturersModelName Biograph 64_mCT"
  example  dicom_model "Biograph 64_mCT"
  example  dicom_sent_model "Biograph 64_mCT"
  counter  dicom_model "Biograph 40_mCT"

device philips.gemini
  class    imaging-nm
  vendor   "Philips"
  model    "GEMINI"
  match    dicom_model is GEMINI strong
  match    dicom_sent_model is GEMINI fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality PT, contains ManufacturerModelName GEMINI"
  example  dicom_model GEMINI
  example  dicom_sent_model GEMINI
  counter  dicom_model "GEMINI GXL"

device philips.gemini-tf16
  class    imaging-nm
  vendor   "Philips"
  model    "PET/CT Gemini TF16"
  match    dicom_model is "PET/CT Gemini TF16" strong
  match    dicom_sent_model is "PET/CT Gemini TF16" fair
  source   "openneuropet/PET2BIDS, scripts/python_conversions.sh: ManufacturersModelName PET/CT Gemini TF16"
  example  dicom_model "PET/CT Gemini TF16"
  example  dicom_sent_model "PET/CT Gemini TF16"
  counter  dicom_model "PET/CT Gemini TF64"

device philips.ingenuity-tf-pet-ct
  class    imaging-nm
  vendor   "Philips"
  model    "Ingenuity TF PET/CT"
  match    dicom_model is "Ingenuity TF PET/CT" strong
  match    dicom_sent_model is "Ingenuity TF PET/CT" fair
  source   "openneuropet/PET2BIDS, scripts/python_conversions.sh: ManufacturersModelName Ingenuity TF PET/CT"
  example  dicom_model "Ingenuity TF PET/CT"
  example  dicom_sent_model "Ingenuity TF PET/CT"
  counter  dicom_model "Ingenuity CT"

device philips.ingenuity-tf-pet-mr
  class    imaging-nm
  vendor   "Philips"
  model    "Ingenuity TF PET/MR"
  match    dicom_model is "Ingenuity TF PET/MR" strong
  match    dicom_sent_model is "Ingenuity TF PET/MR" fair
  source   "openneuropet/PET2BIDS, scripts/python_conversions.sh: ManufacturersModelName Ingenuity TF PET/MR"
  example  dicom_model "Ingenuity TF PET/MR"
  example  dicom_sent_model "Ingenuity TF PET/MR"
  counter  dicom_model "Ingenuity CT"

device philips.vereos
  class    imaging-nm
  vendor   "Philips"
  model    "Vereos PET/CT"
  match    dicom_model is "Vereos PET/CT" strong
  match    dicom_sent_model is "Vereos PET/CT" fair
  source   "openneuropet/PET2BIDS, scripts/python_conversions.sh: ManufacturersModelName Vereos PET/CT"
  example  dicom_model "Vereos PET/CT"
  example  dicom_sent_model "Vereos PET/CT"
  counter  dicom_model Vereos

device ge.millennium-mg
  class    imaging-nm
  vendor   "GE HealthCare"
  model    "MILLENNIUM MG"
  match    dicom_model is "MILLENNIUM MG" strong
  match    dicom_sent_model is "MILLENNIUM MG" fair
  source   "pydicom/pydicom, pydicom/data/test_files/JPEG2000.dcm (0008,1090): MILLENNIUM MG"
  example  dicom_model "MILLENNIUM MG"
  example  dicom_sent_model "MILLENNIUM MG"
  counter  dicom_model "MILLENNIUM VG"
