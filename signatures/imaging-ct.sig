# Computed tomography, by the model name in the images.
# Images that the sender made itself weigh more than those it passes on.

device siemens.somatom-go-top
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM go.Top"
  match    system_description like "Siemens SOMATOM go.Top {version}" weak
  match    system_description like "Siemens SOMATOM go.Top*" strong
  source   "observed: LLDP system description, lab capture 12-discovery"
  example  system_description "Siemens SOMATOM go.Top VA40A"
  counter  system_description "Siemens SIMATIC S7"

device ge.lightspeed-vct
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "LightSpeed VCT"
  match    dicom_model is "LightSpeed VCT" strong
  match    dicom_sent_model is "LightSpeed VCT" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality CT, contains ManufacturerModelName LightSpeed VCT"
  example  dicom_model "LightSpeed VCT"
  example  dicom_sent_model "LightSpeed VCT"
  counter  dicom_model "LightSpeed Ultra"

device ge.lightspeed-plus
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "LightSpeed Plus"
  match    dicom_model is "LightSpeed Plus" strong
  match    dicom_sent_model is "LightSpeed Plus" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'GE Medical Systems', 'Lightspeed Plus'"
  example  dicom_model "LightSpeed Plus"
  example  dicom_sent_model "LightSpeed Plus"
  counter  dicom_model "LightSpeed Ultra"

device ge.lightspeed-16
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "LightSpeed16"
  match    dicom_model is LightSpeed16 strong
  match    dicom_sent_model is LightSpeed16 fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'GE Medical Systems', 'Lightspeed16'"
  example  dicom_model LightSpeed16
  example  dicom_sent_model LightSpeed16
  counter  dicom_model "LightSpeed Ultra"

device ge.lightspeed-pro-32
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "LightSpeed Pro 32"
  match    dicom_model is "LightSpeed Pro 32" strong
  match    dicom_sent_model is "LightSpeed Pro 32" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'GE Medical Systems', 'Lightspeed Pro 32'"
  example  dicom_model "LightSpeed Pro 32"
  example  dicom_sent_model "LightSpeed Pro 32"
  counter  dicom_model "LightSpeed Pro 64"

device ge.brightspeed
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "BrightSpeed"
  match    dicom_model is BrightSpeed strong
  match    dicom_sent_model is BrightSpeed fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'GE Medical Systems', 'Brightspeed'"
  example  dicom_model BrightSpeed
  example  dicom_sent_model BrightSpeed
  counter  dicom_model LightSpeed

device ge.optima-ct660
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "Optima CT660"
  match    dicom_model is "Optima CT660" strong
  match    dicom_sent_model is "Optima CT660" fair
  source   "themorlan/openREM, openrem/remapp/tests/test_import_ct_esr_ge.py: manufacturer_model_name Optima CT660"
  example  dicom_model "Optima CT660"
  example  dicom_sent_model "Optima CT660"
  counter  dicom_model "Optima XR220"

device siemens.sensation-64
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "Sensation 64"
  match    dicom_model is "Sensation 64" strong
  match    dicom_sent_model is "Sensation 64" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality CT, contains ManufacturerModelName Sensation 64"
  example  dicom_model "Sensation 64"
  example  dicom_sent_model "Sensation 64"
  counter  dicom_model "Sensation 6"

device siemens.emotion-16
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "Emotion 16"
  match    dicom_model is "Emotion 16" strong
  match    dicom_sent_model is "Emotion 16" fair
  source   "InstitutNationalduCancer/ImplementationGuide_OsirisFHIR, input/fsh/EX_ImagingDevice.fsh: model Emotion 16"
  example  dicom_model "Emotion 16"
  example  dicom_sent_model "Emotion 16"
  counter  dicom_model "Emotion 6"

device siemens.somatom-definition
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM Definition"
  match    dicom_model is "SOMATOM Definition" strong
  match    dicom_sent_model is "SOMATOM Definition" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Siemens', 'Somatom Definition'"
  example  dicom_model "SOMATOM Definition"
  example  dicom_sent_model "SOMATOM Definition"
  counter  dicom_model "SOMATOM Perspective"

device siemens.somatom-definition-as-plus
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM Definition AS+"
  match    dicom_model is "SOMATOM Definition AS+" strong
  match    dicom_sent_model is "SOMATOM Definition AS+" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality CT, contains ManufacturerModelName SOMATOM Definition AS+"
  example  dicom_model "SOMATOM Definition AS+"
  example  dicom_sent_model "SOMATOM Definition AS+"
  counter  dicom_model "SOMATOM Definition DS"

device siemens.somatom-definition-edge
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM Definition Edge"
  match    dicom_model is "SOMATOM Definition Edge" strong
  match    dicom_sent_model is "SOMATOM Definition Edge" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Siemens', 'Somatom Definition Edge'"
  example  dicom_model "SOMATOM Definition Edge"
  example  dicom_sent_model "SOMATOM Definition Edge"
  counter  dicom_model "SOMATOM Definition DS"

device siemens.somatom-definition-flash
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM Definition Flash"
  match    dicom_model is "SOMATOM Definition Flash" strong
  match    dicom_sent_model is "SOMATOM Definition Flash" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Siemens', 'Somatom Definition Flash'"
  example  dicom_model "SOMATOM Definition Flash"
  example  dicom_sent_model "SOMATOM Definition Flash"
  counter  dicom_model "SOMATOM Definition DS"

device siemens.somatom-force
  class    imaging-ct
  vendor   "Siemens Healthineers"
  model    "SOMATOM Force"
  match    dicom_model is "SOMATOM Force" strong
  match    dicom_sent_model is "SOMATOM Force" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Siemens', 'Somatom Force'"
  example  dicom_model "SOMATOM Force"
  example  dicom_sent_model "SOMATOM Force"
  counter  dicom_model "SOMATOM Definition"

device canon.aquilion
  class    imaging-ct
  vendor   "Canon Medical"
  model    "Aquilion"
  match    dicom_model is Aquilion strong
  match    dicom_sent_model is Aquilion fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Toshiba', 'Aquilion'"
  example  dicom_model Aquilion
  example  dicom_sent_model Aquilion
  counter  dicom_model Activion16

device canon.aquilion-prime
  class    imaging-ct
  vendor   "Canon Medical"
  model    "Aquilion PRIME"
  match    dicom_model is "Aquilion PRIME" strong
  match    dicom_sent_model is "Aquilion PRIME" fair
  source   "themorlan/openREM, stuff/openrem_orthanc_config.lua: CT make and model 'Toshiba', 'Aquilion Prime'"
  example  dicom_model "Aquilion PRIME"
  example  dicom_sent_model "Aquilion PRIME"
  counter  dicom_model "Aquilion Lightning"

device canon.aquilion-one
  class    imaging-ct
  vendor   "Canon Medical"
  model    "Aquilion ONE"
  match    dicom_model is "Aquilion ONE" strong
  match    dicom_sent_model is "Aquilion ONE" fair
  source   "pydicom/deid, deid/data/deid.dicom: Modality CT, contains ManufacturerModelName Aquilion ONE"
  example  dicom_model "Aquilion ONE"
  example  dicom_sent_model "Aquilion ONE"
  counter  dicom_model "Aquilion Lightning"

device philips.brilliance-64
  class    imaging-ct
  vendor   "Philips"
  model    "Brilliance 64"
  match    dicom_model is "Brilliance 64" strong
  match    dicom_sent_model is "Brilliance 64" fair
  source   "ckswilliams/modOpenREM, stuff/toshiba_ct_create_rdsr/openrem_import_ct.lua: 'Philips', 'Brilliance 64'"
  example  dicom_model "Brilliance 64"
  example  dicom_sent_model "Brilliance 64"
  counter  dicom_model "Brilliance 16"

device hitachi.supria
  class    imaging-ct
  model    "Supria"
  match    dicom_model is Supria strong
  match    dicom_sent_model is Supria fair
  source   "pydicom/pydicom, pydicom/data/test_files/J2K_pixelrep_mismatch.dcm (0008,1090): Supria"
  example  dicom_model Supria
  example  dicom_sent_model Supria
  counter  dicom_model Scenaria

device ge.lightspeed-ultra
  class    imaging-ct
  vendor   "GE HealthCare"
  model    "LightSpeed Ultra"
  match    dicom_model is "LightSpeed Ultra" strong
  match    dicom_sent_model is "LightSpeed Ultra" fair
  source   "pydicom/pydicom, pydicom/data/test_files/dicomdirtests/98892001/CT2N/6293 (0008,1090): LightSpeed Ultra"
  example  dicom_model "LightSpeed Ultra"
  example  dicom_sent_model "LightSpeed Ultra"
  counter  dicom_model "LightSpeed Xtra"
