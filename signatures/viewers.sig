# Viewers of images, by the title that they come with (which a site may change)
# or by what they write into objects of their own.

device weasis
  class    imaging-workstation
  software "Weasis"
  match    dicom_ae is WEASIS_AE fair
  source   "nroduit/Weasis, weasis-dicom/weasis-dicom-send/src/main/java/org/weasis/dicom/send/SendDicomView.java: weasis.aet is WEASIS_AE unless set"
  example  dicom_ae WEASIS_AE
  counter  dicom_ae WEASIS2

device aeskulap
  class    imaging-workstation
  software "Aeskulap"
  match    dicom_ae is AESKULAP fair
  source   "Debian 12 package aeskulap, /usr/share/glib-2.0/schemas/org.gnu.aeskulap.gschema.xml: local-aet is AESKULAP unless set"
  example  dicom_ae AESKULAP
  counter  dicom_ae ASKLEPIOS

device ohif.xnat-viewer
  class    imaging-workstation
  match    dicom_model like "OHIF-XNAT Viewer {version}" strong
  match    dicom_sent_model like "OHIF-XNAT Viewer *" fair
  source   "index of NCI Imaging Data Commons v24, columns Manufacturer and ManufacturerModelName of cptac_ccrcc_tumor_annotations: Open Health Imaging Foundation, OHIF-XNAT Viewer 3.2.0"
  example  dicom_model "OHIF-XNAT Viewer 3.2.0" gives version "3.2.0"
  example  dicom_sent_model "OHIF-XNAT Viewer 3.2.0"
  counter  dicom_model "OHIF Viewer"
