# Ultrasound, by the model name in the images.
# Images that the sender made itself weigh more than those it passes on.

device philips.epiq-7g
  class    imaging-us
  vendor   "Philips Medical Systems"
  model    "EPIQ 7G"
  match    dhcp_vendor_class is "EPIQ 7G" strong
  match    mdns_instance like "EPIQ 7G SN {serial}" strong
  source   "observed: DHCP option 60 and DNS-SD, lab captures 01 and 12"
  example  dhcp_vendor_class "EPIQ 7G"
  example  mdns_instance "EPIQ 7G SN US-SN-99021" gives serial "US-SN-99021"
  counter  dhcp_vendor_class "EPIQ 5"

device ge.logiq-9
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQ9"
  match    dicom_model is LOGIQ9 strong
  match    dicom_sent_model is LOGIQ9 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName LOGIQ9"
  example  dicom_model LOGIQ9
  example  dicom_sent_model LOGIQ9
  counter  dicom_model LOGIQ5

device ge.logiq-e9
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQE9"
  match    dicom_model is LOGIQE9 strong
  match    dicom_sent_model is LOGIQE9 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName LOGIQE9"
  example  dicom_model LOGIQE9
  example  dicom_sent_model LOGIQE9
  counter  dicom_model LOGIQE10

device ge.logiq-s7
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQS7"
  match    dicom_model is LOGIQS7 strong
  match    dicom_sent_model is LOGIQS7 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName LOGIQS7"
  example  dicom_model LOGIQS7
  example  dicom_sent_model LOGIQS7
  counter  dicom_model LOGIQS9

device ge.logiq-s8
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQS8"
  match    dicom_model is LOGIQS8 strong
  match    dicom_sent_model is LOGIQS8 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName LOGIQS8"
  example  dicom_model LOGIQS8
  example  dicom_sent_model LOGIQS8
  counter  dicom_model LOGIQS9

device ge.logiq-7
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQ7"
  match    dicom_model is LOGIQ7 strong
  match    dicom_sent_model is LOGIQ7 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName LOGIQ7"
  example  dicom_model LOGIQ7
  example  dicom_sent_model LOGIQ7
  counter  dicom_model LOGIQ5

device ge.logiq-s6
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQ S6"
  match    dicom_model is "LOGIQ S6" strong
  match    dicom_sent_model is "LOGIQ S6" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName LOGIQ S6"
  example  dicom_model "LOGIQ S6"
  example  dicom_sent_model "LOGIQ S6"
  counter  dicom_model "LOGIQ S9"

device ge.voluson-p8
  class    imaging-us
  vendor   "GE HealthCare"
  model    "Voluson P8"
  match    dicom_model is "Voluson P8" strong
  match    dicom_sent_model is "Voluson P8" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName Voluson P8"
  example  dicom_model "Voluson P8"
  example  dicom_sent_model "Voluson P8"
  counter  dicom_model "Voluson E8"

device ge.voluson-s10
  class    imaging-us
  vendor   "GE HealthCare"
  model    "Voluson S10"
  match    dicom_model is "Voluson S10" strong
  match    dicom_sent_model is "Voluson S10" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName Voluson S10"
  example  dicom_model "Voluson S10"
  example  dicom_sent_model "Voluson S10"
  counter  dicom_model "Voluson E10"

device philips.iu22
  class    imaging-us
  vendor   "Philips"
  model    "iU22"
  match    dicom_model is iU22 strong
  match    dicom_sent_model is iU22 fair
  source   "johnperry/CTP, source/files/scripts/DicomPixelAnonymizer.script: contains ManufacturerModelName iU22"
  example  dicom_model iU22
  example  dicom_sent_model iU22
  counter  dicom_model iE33

device philips.affiniti-70g
  class    imaging-us
  vendor   "Philips"
  model    "Affiniti 70G"
  match    dicom_model is "Affiniti 70G" strong
  match    dicom_sent_model is "Affiniti 70G" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName Affiniti 70G"
  example  dicom_model "Affiniti 70G"
  example  dicom_sent_model "Affiniti 70G"
  counter  dicom_model "Affiniti 30"

device philips.clearvue-650
  class    imaging-us
  vendor   "Philips"
  model    "ClearVue 650"
  match    dicom_model is "ClearVue 650" strong
  match    dicom_sent_model is "ClearVue 650" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName ClearVue 650"
  example  dicom_model "ClearVue 650"
  example  dicom_sent_model "ClearVue 650"
  counter  dicom_model "ClearVue 350"

device philips.cx50
  class    imaging-us
  vendor   "Philips"
  model    "CX50"
  match    dicom_model is CX50 strong
  match    dicom_sent_model is CX50 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName CX50"
  example  dicom_model CX50
  example  dicom_sent_model CX50
  counter  dicom_model CX30

device philips.hdi-5000
  class    imaging-us
  model    "HDI 5000"
  match    dicom_model is "HDI 5000" strong
  match    dicom_sent_model is "HDI 5000" fair
  source   "johnperry/CTP, source/files/scripts/DicomPixelAnonymizer.script: contains ManufacturerModelName HDI 5000"
  example  dicom_model "HDI 5000"
  example  dicom_sent_model "HDI 5000"
  counter  dicom_model "HDI 3500"

device zonare.z-one
  class    imaging-us
  model    "Z_ONE"
  match    dicom_model is Z_ONE strong
  match    dicom_sent_model is Z_ONE fair
  source   "johnperry/CTP, source/files/scripts/DicomPixelAnonymizer.script: contains ManufacturerModelName Z_ONE"
  example  dicom_model Z_ONE
  example  dicom_sent_model Z_ONE
  counter  dicom_model Z_TWO

device siemens.acuson-nx3
  class    imaging-us
  vendor   "Siemens Healthineers"
  model    "ACUSON NX3"
  match    dicom_model is "ACUSON NX3" strong
  match    dicom_sent_model is "ACUSON NX3" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName ACUSON NX3"
  example  dicom_model "ACUSON NX3"
  example  dicom_sent_model "ACUSON NX3"
  counter  dicom_model "ACUSON NX2"

device siemens.acuson-sequoia
  class    imaging-us
  vendor   "Siemens Healthineers"
  model    "SEQUOIA"
  match    dicom_model is SEQUOIA strong
  match    dicom_sent_model is SEQUOIA fair
  source   "johnperry/CTP, source/files/scripts/DicomPixelAnonymizer.script: contains ManufacturerModelName SEQUOIA"
  example  dicom_model SEQUOIA
  example  dicom_sent_model SEQUOIA
  counter  dicom_model CYPRESS

device siemens.acuson-antares
  class    imaging-us
  vendor   "Siemens Healthineers"
  model    "ANTARES"
  match    dicom_model is ANTARES strong
  match    dicom_sent_model is ANTARES fair
  source   "johnperry/CTP, source/files/scripts/DicomPixelAnonymizer.script: contains ManufacturerModelName ANTARES"
  example  dicom_model ANTARES
  example  dicom_sent_model ANTARES
  counter  dicom_model CYPRESS

device siemens.acuson-s2000
  class    imaging-us
  model    "S2000"
  match    dicom_model is S2000 strong
  match    dicom_sent_model is S2000 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName S2000"
  example  dicom_model S2000
  example  dicom_sent_model S2000
  counter  dicom_model S1000

device siemens.acuson-s3000
  class    imaging-us
  model    "S3000"
  match    dicom_model is S3000 strong
  match    dicom_sent_model is S3000 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName S3000"
  example  dicom_model S3000
  example  dicom_sent_model S3000
  counter  dicom_model S1000

device siemens.acuson-sc2000
  class    imaging-us
  model    "SC2000"
  match    dicom_model is SC2000 strong
  match    dicom_sent_model is SC2000 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName SC2000"
  example  dicom_model SC2000
  example  dicom_sent_model SC2000
  counter  dicom_model SC1000

device canon.aplio-300
  class    imaging-us
  vendor   "Canon Medical"
  model    "TUS-A300"
  match    dicom_model is TUS-A300 strong
  match    dicom_sent_model is TUS-A300 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName TUS-A300"
  example  dicom_model TUS-A300
  example  dicom_sent_model TUS-A300
  counter  dicom_model TUS-A400

device canon.aplio-500
  class    imaging-us
  vendor   "Canon Medical"
  model    "TUS-A500"
  match    dicom_model is TUS-A500 strong
  match    dicom_sent_model is TUS-A500 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName TUS-A500"
  example  dicom_model TUS-A500
  example  dicom_sent_model TUS-A500
  counter  dicom_model TUS-A400

device supersonic.aixplorer
  class    imaging-us
  model    "Aixplorer"
  match    dicom_model is Aixplorer strong
  match    dicom_sent_model is Aixplorer fair
  source   "johnperry/CTP, source/files/scripts/DicomPixelAnonymizer.script: contains ManufacturerModelName Aixplorer"
  example  dicom_model Aixplorer
  example  dicom_sent_model Aixplorer
  counter  dicom_model Aix

device samsung.accuvix-v20
  class    imaging-us
  model    "Accuvix V20"
  match    dicom_model is "Accuvix V20" strong
  match    dicom_sent_model is "Accuvix V20" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName Accuvix V20"
  example  dicom_model "Accuvix V20"
  example  dicom_sent_model "Accuvix V20"
  counter  dicom_model "Accuvix V10"

device samsung.sonoace-r7
  class    imaging-us
  model    "SonoAce R7"
  match    dicom_model is "SonoAce R7" strong
  match    dicom_sent_model is "SonoAce R7" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName SonoAce R7"
  example  dicom_model "SonoAce R7"
  example  dicom_sent_model "SonoAce R7"
  counter  dicom_model "SonoAce R3"

device samsung.ugeo-h60
  class    imaging-us
  model    "UGEO H60"
  match    dicom_model is "UGEO H60" strong
  match    dicom_sent_model is "UGEO H60" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName UGEO H60"
  example  dicom_model "UGEO H60"
  example  dicom_sent_model "UGEO H60"
  counter  dicom_model "UGEO WS80A"

device mindray.dc-8-pro
  class    imaging-us
  vendor   "Mindray"
  model    "DC-8 PRO"
  match    dicom_model is "DC-8 PRO" strong
  match    dicom_sent_model is "DC-8 PRO" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName DC-8 PRO"
  example  dicom_model "DC-8 PRO"
  example  dicom_sent_model "DC-8 PRO"
  counter  dicom_model DC-7

device siui.cts-8800
  class    imaging-us
  model    "CTS-8800"
  match    dicom_model is CTS-8800 strong
  match    dicom_sent_model is CTS-8800 fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName CTS-8800"
  example  dicom_model CTS-8800
  example  dicom_sent_model CTS-8800
  counter  dicom_model CTS-385

device hitachi.hi-vision-preirus
  class    imaging-us
  model    "HI VISION Preirus"
  match    dicom_model is "HI VISION Preirus" strong
  match    dicom_sent_model is "HI VISION Preirus" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName HI VISION Preirus"
  example  dicom_model "HI VISION Preirus"
  example  dicom_sent_model "HI VISION Preirus"
  counter  dicom_model "HI VISION 900"

device hitachi.hi-vision-avius
  class    imaging-us
  model    "HI VISION Avius"
  match    dicom_model is "HI VISION Avius" strong
  match    dicom_sent_model is "HI VISION Avius" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName HI VISION Avius"
  example  dicom_model "HI VISION Avius"
  example  dicom_sent_model "HI VISION Avius"
  counter  dicom_model "HI VISION 900"

device hitachi.prosound-f75
  class    imaging-us
  model    "ProSound F75"
  match    dicom_model is "ProSound F75" strong
  match    dicom_sent_model is "ProSound F75" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality US, contains ManufacturerModelName ProSound F75"
  example  dicom_model "ProSound F75"
  example  dicom_sent_model "ProSound F75"
  counter  dicom_model "ProSound F37"

device ge.logiq-700
  class    imaging-us
  vendor   "GE HealthCare"
  model    "LOGIQ 700"
  match    dicom_model is "LOGIQ 700" strong
  match    dicom_sent_model is "LOGIQ 700" fair
  source   "pydicom/pydicom, pydicom/data/test_files/ExplVR_BigEnd.dcm (0008,1090): LOGIQ 700"
  example  dicom_model "LOGIQ 700"
  example  dicom_sent_model "LOGIQ 700"
  counter  dicom_model "LOGIQ 500"
