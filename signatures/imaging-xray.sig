# Radiography, mammography, angiography and dental imaging, by the model name in the images.
# Images that the sender made itself weigh more than those it passes on.

device carestream.drx
  class    imaging-xray
  vendor   "Carestream Health"
  match    ftp_banner like "*Carestream DRX*" strong
  source   "observed: FTP greeting, lab capture 09-cleartext"
  example  ftp_banner "Carestream DRX service FTP 5.7"
  counter  ftp_banner "vsFTPd 3.0.3"

device carestream.drx-evolution-snmp
  class    imaging-xray
  vendor   "Carestream Health"
  model    "DRX-Evolution"
  match    system_description like "Carestream Health DRX-Evolution, software {version}, serial {serial}" strong
  source   "observed: SNMP system description, lab capture 07-snmp"
  example  system_description "Carestream Health DRX-Evolution, software 5.7.412.7005, serial CR-SN-30777" gives serial "CR-SN-30777"
  counter  system_description "Carestream Health Image Suite"

device ge.optima-xr220
  class    imaging-xray
  vendor   "GE HealthCare"
  model    "Optima XR220"
  match    dicom_model is "Optima XR220" strong
  match    dicom_sent_model is "Optima XR220" fair
  source   "themorlan/openREM, openrem/remapp/tests/test_import_dx.py: manufacturer_model_name Optima XR220"
  example  dicom_model "Optima XR220"
  example  dicom_sent_model "Optima XR220"
  counter  dicom_model "Optima XR646"

device kodak.dr-7500
  class    imaging-xray
  model    "DR 7500"
  match    dicom_model is "DR 7500" strong
  match    dicom_sent_model is "DR 7500" fair
  source   "themorlan/openREM, openrem/remapp/tests/test_import_dx.py: manufacturer_model_name DR 7500 of KODAK"
  example  dicom_model "DR 7500"
  example  dicom_sent_model "DR 7500"
  counter  dicom_model "DR 9500"

device agfa.cr-85
  class    imaging-xray
  model    "CR 85"
  match    dicom_model is "CR 85" strong
  match    dicom_sent_model is "CR 85" fair
  source   "themorlan/openREM, docs/docker_orthanc.rst: MODEL_NAMES_TO_IGNORE CR 85, CR 75"
  example  dicom_model "CR 85"
  example  dicom_sent_model "CR 85"
  counter  dicom_model "CR 35"

device agfa.cr-75
  class    imaging-xray
  model    "CR 75"
  match    dicom_model is "CR 75" strong
  match    dicom_sent_model is "CR 75" fair
  source   "themorlan/openREM, docs/docker_orthanc.rst: MODEL_NAMES_TO_IGNORE CR 85, CR 75"
  example  dicom_model "CR 75"
  example  dicom_sent_model "CR 75"
  counter  dicom_model "CR 35"

device hologic.selenia-dimensions
  class    imaging-mg
  vendor   "Hologic"
  model    "Selenia Dimensions"
  match    dicom_model is "Selenia Dimensions" strong
  match    dicom_sent_model is "Selenia Dimensions" fair
  source   "themorlan/openREM, openrem/remapp/tests/test_import_mam.py: manufacturer_model_name Selenia Dimensions"
  example  dicom_model "Selenia Dimensions"
  example  dicom_sent_model "Selenia Dimensions"
  counter  dicom_model Selenia

device hologic.lorad-selenia
  class    imaging-mg
  vendor   "Hologic"
  model    "Lorad Selenia"
  match    dicom_model is "Lorad Selenia" strong
  match    dicom_sent_model is "Lorad Selenia" fair
  source   "Emory-HITI/EMBED_Open_Data: ManufacturerModelName Lorad Selenia"
  example  dicom_model "Lorad Selenia"
  example  dicom_sent_model "Lorad Selenia"
  counter  dicom_model "Lorad M-IV"

device ge.senographe-pristina
  class    imaging-mg
  vendor   "GE HealthCare"
  model    "Senographe Pristina"
  match    dicom_model is "Senographe Pristina" strong
  match    dicom_sent_model is "Senographe Pristina" fair
  source   "Emory-HITI/EMBED_Open_Data: ManufacturerModelName Senographe Pristina"
  example  dicom_model "Senographe Pristina"
  example  dicom_sent_model "Senographe Pristina"
  counter  dicom_model "Senographe DS"

device fujifilm.clearview-csm
  class    imaging-mg
  vendor   "Fujifilm"
  model    "Clearview CSm"
  match    dicom_model is "Clearview CSm" strong
  match    dicom_sent_model is "Clearview CSm" fair
  source   "Emory-HITI/EMBED_Open_Data: ManufacturerModelName Clearview CSm"
  example  dicom_model "Clearview CSm"
  example  dicom_sent_model "Clearview CSm"
  counter  dicom_model Clearview

device siemens.axiom-artis
  class    imaging-xa
  vendor   "Siemens Healthineers"
  model    "AXIOM-Artis"
  match    dicom_model is AXIOM-Artis strong
  match    dicom_sent_model is AXIOM-Artis fair
  source   "themorlan/openREM, openrem/remapp/tests/test_openskin.py: manufacturer_model_name AXIOM-Artis"
  example  dicom_model AXIOM-Artis
  example  dicom_sent_model AXIOM-Artis
  counter  dicom_model "AXIOM Aristos"

device newtom.go-panoramic
  class    imaging-dental
  model    "OPT_EL_CEPH"
  match    dicom_model is OPT_EL_CEPH strong
  match    dicom_sent_model is OPT_EL_CEPH fair
  source   "themorlan/openREM, openrem/remapp/tests/test_import_px.py: manufacturer_model_name OPT_EL_CEPH of NNT"
  example  dicom_model OPT_EL_CEPH
  example  dicom_sent_model OPT_EL_CEPH
  counter  dicom_model OPT_EL

device ge.senographe-essential
  class    imaging-mg
  vendor   "GE HealthCare"
  model    "Senographe Essential"
  match    dicom_model like "Senographe Essential VERSION {version}" strong
  match    dicom_sent_model like "Senographe Essential VERSION {version}" fair
  source   "Emory-HITI/EMBED_Open_Data: ManufacturerModelName Senographe Essential VERSION ADS_53.40"
  example  dicom_model "Senographe Essential VERSION ADS_53.40" gives version "ADS_53.40"
  example  dicom_sent_model "Senographe Essential VERSION ADS_53.40"
  counter  dicom_model "Senographe Pristina"

device ge.senograph-2000d
  class    imaging-mg
  vendor   "GE HealthCare"
  model    "Senograph 2000D"
  match    dicom_model like "Senograph 2000D {version}" strong
  match    dicom_sent_model like "Senograph 2000D {version}" fair
  source   "Emory-HITI/EMBED_Open_Data: ManufacturerModelName Senograph 2000D ADS_17.4.5"
  example  dicom_model "Senograph 2000D ADS_17.4.5" gives version "ADS_17.4.5"
  example  dicom_sent_model "Senograph 2000D ADS_17.4.5"
  counter  dicom_model "Senograph DS"

device ge.revolution-xqi
  class    imaging-xray
  vendor   "GE HealthCare"
  model    "Revolution XQi"
  match    dicom_model like "Revolution XQi {version}" strong
  match    dicom_sent_model like "Revolution XQi {version}" fair
  source   "InstitutNationalduCancer/ImplementationGuide_OsirisFHIR, input/fsh/EX_ImagingDevice.fsh: model Revolution XQi ADS_28.2"
  example  dicom_model "Revolution XQi ADS_28.2" gives version "ADS_28.2"
  example  dicom_sent_model "Revolution XQi ADS_28.2"
  counter  dicom_model "Revolution CT"

device agfa.adc-5146
  class    imaging-xray
  vendor   "Agfa HealthCare"
  model    "ADC_5146"
  match    dicom_model is ADC_5146 strong
  match    dicom_sent_model is ADC_5146 fair
  source   "pydicom/pydicom, pydicom/data/test_files/dicomdirtests/77654033/CR1/6154 (0008,1090): ADC_5146"
  example  dicom_model ADC_5146
  example  dicom_sent_model ADC_5146
  counter  dicom_model ADC_51

device agfa.adc-5156
  class    imaging-xray
  vendor   "Agfa HealthCare"
  model    "ADC_5156"
  match    dicom_model is ADC_5156 strong
  match    dicom_sent_model is ADC_5156 fair
  source   "pydicom/pydicom, pydicom/data/charset_files/chrKoreanMulti.dcm (0008,1090): ADC_5156"
  example  dicom_model ADC_5156
  example  dicom_sent_model ADC_5156
  counter  dicom_model ADC_51
