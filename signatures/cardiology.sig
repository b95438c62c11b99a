# Electrocardiographs, by the model name in the waveforms.

device mortara.el250
  class    ecg
  vendor   "Mortara"
  model    "el250"
  match    dicom_model is el250 strong
  match    dicom_sent_model is el250 fair
  source   "pydicom/pydicom, pydicom/data/test_files/waveform_ecg.dcm (0008,1090): el250"
  example  dicom_model el250
  example  dicom_sent_model el250
  counter  dicom_model el350
