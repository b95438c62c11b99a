# Whose software speaks DICOM, by the root of its implementation class UID; a
# root belongs to one maker, so it says fairly who, and never what.
# Toolkits inside the products of others (DCMTK, dcm4che, MergeCOM, DCF,
# LEADTOOLS, DicomObjects, fo-dicom, pynetdicom) name no maker.

device implementation.ge
  vendor   "GE HealthCare"
  match    dicom_impl_uid under 1.2.840.113619 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in fo-dicom/fo-dicom, neurolabusc/dcm_qa_nih"
  example  dicom_impl_uid 1.2.840.113619.2
  counter  dicom_impl_uid 1.2.840.1136191.6

device implementation.siemens
  vendor   "Siemens Healthineers"
  match    dicom_impl_uid under 1.3.12.2.1107 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in pydicom/pydicom, fo-dicom/fo-dicom"
  example  dicom_impl_uid 1.3.12.2.1107
  counter  dicom_impl_uid 1.3.12.2.11071.5

device implementation.philips
  vendor   "Philips"
  match    dicom_impl_uid under 1.3.46.670589 fair
  source   "documented root of its UIDs: GDCM, fo-dicom private UID tables"
  example  dicom_impl_uid 1.3.46.670589
  counter  dicom_impl_uid 1.3.46.423632.1

device implementation.atl
  vendor   "Philips"
  match    dicom_impl_uid under 1.2.840.113663 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in fo-dicom/fo-dicom; GDCM private dictionary creator 1.2.840.113663.1"
  example  dicom_impl_uid 1.2.840.113663.1500
  counter  dicom_impl_uid 1.2.840.113619.1

device implementation.canon
  vendor   "Canon Medical"
  match    dicom_impl_uid under 1.2.392.200036.9116 fair
  source   "documented root of its UIDs: fo-dicom private UID table; GDCM tables; code index"
  example  dicom_impl_uid 1.2.392.200036.9116
  counter  dicom_impl_uid 1.2.392.200036.9125.1

device implementation.fujifilm
  vendor   "Fujifilm"
  match    dicom_impl_uid under 1.2.392.200036.9125 fair
  source   "documented root of its UIDs: fo-dicom private UID table; GDCM tables"
  example  dicom_impl_uid 1.2.392.200036.9125
  counter  dicom_impl_uid 1.2.392.200036.9116.1

device implementation.hitachi
  vendor   "Hitachi"
  match    dicom_impl_uid under 1.2.392.200036.9123 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_uid 1.2.392.200036.9123
  counter  dicom_impl_uid 1.2.392.200036.9125.1

device implementation.aloka
  vendor   "Hitachi"
  match    dicom_impl_uid under 1.2.392.200039 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in pydicom/pydicom-data; pydicom private dictionary"
  example  dicom_impl_uid 1.2.392.200039.102
  counter  dicom_impl_uid 1.2.392.200036.1

device implementation.sonosite
  vendor   "Fujifilm SonoSite"
  match    dicom_impl_uid under 1.2.840.114340.3 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_uid 1.2.840.114340.3
  counter  dicom_impl_uid 1.2.840.114340.30

device implementation.hologic
  vendor   "Hologic"
  match    dicom_impl_uid under 1.2.840.113681 fair
  source   "documented root of its UIDs: DCMTK and pydicom private dictionaries (creator 1.2.840.113681)"
  example  dicom_impl_uid 1.2.840.113681
  counter  dicom_impl_uid 1.2.840.113663.1

device implementation.agfa
  vendor   "Agfa HealthCare"
  match    dicom_impl_uid under 1.2.124.113532 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in dcm4che/dcm4che; fo-dicom private UID table"
  example  dicom_impl_uid 1.2.124.113532.3510.50
  counter  dicom_impl_uid 1.2.124.113533.1

device implementation.acuson
  vendor   "Siemens Healthineers"
  match    dicom_impl_uid under 1.2.840.113680 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in fo-dicom/fo-dicom; pydicom private dictionary creator ACUSON:1.2.840.113680.1.0"
  example  dicom_impl_uid 1.2.840.113680.1.0
  counter  dicom_impl_uid 1.2.840.113681.1

device implementation.varian
  vendor   "Varian"
  match    dicom_impl_uid under 1.2.246.352 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in fo-dicom/fo-dicom"
  example  dicom_impl_uid 1.2.246.352.70.2.1.160.3
  counter  dicom_impl_uid 1.2.246.353.1

device implementation.elekta
  vendor   "Elekta"
  match    dicom_impl_uid under 1.3.46.423632 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in pydicom/pynetdicom"
  example  dicom_impl_uid 1.3.46.423632
  counter  dicom_impl_uid 1.3.46.670589.1

device implementation.united-imaging
  vendor   "United Imaging"
  match    dicom_impl_uid under 1.2.156.112605 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in neurolabusc/dcm_qa_uih"
  example  dicom_impl_uid 1.2.156.112605
  counter  dicom_impl_uid 1.2.156.14702.1

device implementation.infinitt
  vendor   "INFINITT"
  match    dicom_impl_uid under 1.2.410.200010 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_uid 1.2.410.200010.99.3.5
  counter  dicom_impl_uid 1.2.410.200011.1

device implementation.pixeon
  vendor   "Pixeon"
  match    dicom_impl_uid under 1.3.6.1.4.1.32203 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in dcm4che/dcm4che"
  example  dicom_impl_uid 1.3.6.1.4.1.32203
  counter  dicom_impl_uid 1.3.6.1.4.1.3220

device implementation.bruker
  vendor   "Bruker"
  match    dicom_impl_uid under 2.16.756.5.5.100 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in fo-dicom/fo-dicom"
  example  dicom_impl_uid 2.16.756.5.5.100
  counter  dicom_impl_uid 2.16.756.5.5.1

device implementation.tomtec
  vendor   "TomTec"
  match    dicom_impl_uid under 1.2.276.0.48 fair
  source   "documented root of its UIDs: fo-dicom private UID table"
  example  dicom_impl_uid 1.2.276.0.48
  counter  dicom_impl_uid 1.2.276.0.7230010.3.0.3.6.7

device implementation.siemens.mr
  class    imaging-mr
  match    dicom_impl_uid under 1.3.12.2.1107.5.2 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_uid 1.3.12.2.1107.5.2
  counter  dicom_impl_uid 1.3.12.2.1107.5.1

device implementation.philips.mr
  class    imaging-mr
  match    dicom_impl_uid under 1.3.46.670589.11 fair
  source   "documented implementation class: GDCM utility source comment"
  example  dicom_impl_uid 1.3.46.670589.11.0.0.51.4.4.1
  counter  dicom_impl_uid 1.3.46.670589.5.1

device implementation.ge.venue
  class    imaging-us
  match    dicom_impl_version like "VENUE_*" fair
  source   "observed: implementation version names in public DICOM objects"
  example  dicom_impl_version VENUE_302
  counter  dicom_impl_version CT_302

device implementation.osirix
  class    imaging-workstation
  software "OsiriX or Horos"
  match    dicom_impl_version like "OSIRIX*" fair
  match    dicom_impl_uid under 1.2.276.0.7238010.5.0.3.5.4 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_version OSIRIX
  example  dicom_impl_uid 1.2.276.0.7238010.5.0.3.5.4
  counter  dicom_impl_version OFFIS_DCMTK_367

device implementation.synapse
  class    pacs-archive
  vendor   "Fujifilm"
  software "Synapse"
  match    dicom_impl_uid under 1.2.840.113845.1.1 fair
  source   "seen as implementation class: code index: pydicom dumps in teaching material"
  example  dicom_impl_uid 1.2.840.113845.1.1
  counter  dicom_impl_uid 1.2.840.113845.2

device implementation.conquest
  class    pacs-archive
  software "Conquest DICOM server"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.2.135.1066.101 fair
  source   "documented implementation class: source define IMPLEMENTATION_CLASS_STRING seen through the code index; DCMTK association log; file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_uid 1.2.826.0.1.3680043.2.135.1066.101
  counter  dicom_impl_uid 1.2.826.0.1.3680043.2.135.1067
