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
  source   "file meta (0002,0012) of test data in pydicom/pydicom; LiangHe266/Biotornadohl, app/scripts/pacs/src20160227/dump.txt: 1.2.410.200010.99.3.5, version INF_4.5"
  example  dicom_impl_uid 1.2.410.200010.99.3.5
  counter  dicom_impl_uid 1.2.410.200011.1

device implementation.pixeon
  vendor   "Pixeon"
  match    dicom_impl_uid under 1.3.6.1.4.1.32203 fair
  source   "seen as implementation class: file meta (0002,0012) of test data in dcm4che/dcm4che"
  example  dicom_impl_uid 1.3.6.1.4.1.32203
  counter  dicom_impl_uid 1.3.6.1.4.1.3220

device implementation.sectra
  vendor   "Sectra"
  match    dicom_impl_uid under 1.2.752.24 fair
  source   "documented root of its UIDs: GDCM tables, 1.2.752.24.3.7.6 Sectra Compression (Private Syntax)"
  example  dicom_impl_uid 1.2.752.24.3.7
  counter  dicom_impl_uid 1.2.752.243.1

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
  source   "file meta (0002,0013) of test data in fo-dicom/fo-dicom: VENUE_302; project reference protocols.md 8.1"
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
  source   "project reference dicom_implementations.csv, 1.2.840.113845.1.1, from objects that the archive wrote"
  example  dicom_impl_uid 1.2.840.113845.1.1
  counter  dicom_impl_uid 1.2.840.113845.2

device implementation.conquest
  class    pacs-archive
  software "Conquest DICOM server"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.2.135.1066.101 fair
  source   "file meta (0002,0012) of pydicom/pydicom, pydicom/data/test_files/no_meta_group_length.dcm: Conquest, version 1.4.1/WIN32"
  example  dicom_impl_uid 1.2.826.0.1.3680043.2.135.1066.101
  counter  dicom_impl_uid 1.2.826.0.1.3680043.2.135.1067

# ---- software by its class UID: toolkits name no maker ------------------------
# DCMTK, dcm4che, pynetdicom and fo-dicom always send a version name, which says
# all that their UIDs would.

device implementation.gdcm
  software "GDCM"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.2.1143.107.104.103.115 fair
  source   "file meta (0002,0012) of pydicom/pydicom, pydicom/data/test_files/693_J2KI.dcm"
  example  dicom_impl_uid 1.2.826.0.1.3680043.2.1143.107.104.103.115.3.0.4
  counter  dicom_impl_uid 1.2.826.0.1.3680043.2.1143.107.104.103.11

device implementation.pixelmed
  software "PixelMed toolkit"
  match    dicom_impl_uid under 1.3.6.1.4.1.5962.99.2 fair
  source   "file meta (0002,0012) of test data in pydicom/pydicom"
  example  dicom_impl_uid 1.3.6.1.4.1.5962.99.2
  counter  dicom_impl_uid 1.3.6.1.4.1.5962.2

device implementation.dicom3tools
  software "dicom3tools"
  match    dicom_impl_uid under 1.3.6.1.4.1.5962.2 fair
  source   "file meta (0002,0012) of pydicom/pydicom, pydicom/data/test_files/CT_small.dcm"
  example  dicom_impl_uid 1.3.6.1.4.1.5962.2
  counter  dicom_impl_uid 1.3.6.1.4.1.5962.99.2

device implementation.pydicom
  software "pydicom"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.8.498.1 fair
  source   "file meta (0002,0012) of pydicom/pydicom, pydicom/data/test_files/dicomdirtests/TINY_ALPHA/DICOMDIR"
  example  dicom_impl_uid 1.2.826.0.1.3680043.8.498.1
  counter  dicom_impl_uid 1.2.826.0.1.3680043.8.498.10

device implementation.dicomobjects
  software "DicomObjects"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.1.2.100 fair
  source   "association results and file meta samples in public code: Medical Connections DicomObjects"
  example  dicom_impl_uid 1.2.826.0.1.3680043.1.2.100.5
  counter  dicom_impl_uid 1.2.826.0.1.3680043.1.2.1000

device implementation.mergecom
  software "MergeCOM-3 toolkit"
  match    dicom_impl_uid under 2.16.840.1.113669.2.1 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom"
  example  dicom_impl_uid 2.16.840.1.113669.2.1.1
  counter  dicom_impl_uid 2.16.840.1.113669.2.931128

device implementation.dcf
  software "Laurel Bridge DCF toolkit"
  match    dicom_impl_uid under 1.2.840.114089.1.0.0 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom"
  example  dicom_impl_uid 1.2.840.114089.1.0.0.6
  counter  dicom_impl_uid 1.2.840.114089.2

device implementation.leadtools
  software "LEADTOOLS"
  match    dicom_impl_uid under 1.2.840.114257 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom (root of its UIDs, manufacturer LEAD Technologies)"
  example  dicom_impl_uid 1.2.840.114257.1
  counter  dicom_impl_uid 1.2.840.11425

device implementation.highdicom
  software "highdicom"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.9.7433.1.1 fair
  source   "file meta (0002,0012) of pydicom/pydicom, pydicom/data/test_files/SC_rgb_jpeg.dcm"
  example  dicom_impl_uid 1.2.826.0.1.3680043.9.7433.1.1
  counter  dicom_impl_uid 1.2.826.0.1.3680043.9.3811.2.0.2

device implementation.dcmfx
  software "DCMfx"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.10.1462 fair
  source   "file meta (0002,0012) of test data in dcm4che/dcm4che"
  example  dicom_impl_uid 1.2.826.0.1.3680043.10.1462.1
  counter  dicom_impl_uid 1.2.826.0.1.3680043.10.146

device implementation.posda
  software "POSDA"
  match    dicom_impl_uid under 1.3.6.1.4.1.22213.1.143 fair
  source   "UAMS-DBMI/PosdaTools, posda/posdatools/Posda/include/Posda/Dataset.pm: implementation_class_uid"
  example  dicom_impl_uid 1.3.6.1.4.1.22213.1.143
  counter  dicom_impl_uid 1.3.6.1.4.1.22213.1.14

# ---- makers by the root of their UIDs, continued ----------------------------

device implementation.philips-hp
  vendor   "Philips"
  class    imaging-us
  match    dicom_impl_uid under 1.2.840.113543.6.6 fair
  source   "root of its private classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs, HP Sonos and Live 3D"
  example  dicom_impl_uid 1.2.840.113543.6.6.1
  counter  dicom_impl_uid 1.2.840.113543.6.7

device implementation.philips-adac
  vendor   "Philips"
  match    dicom_impl_uid under 1.2.840.113704 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in fo-dicom/fo-dicom; ADAC and Marconi, now Philips"
  example  dicom_impl_uid 1.2.840.113704.7.0.2
  counter  dicom_impl_uid 1.2.840.113705.1

device implementation.agfa-gevaert
  vendor   "Agfa HealthCare"
  match    dicom_impl_uid under 1.3.51.0 fair
  source   "root of its UIDs: file meta (0002,0012) of test data in pydicom/pydicom, ADC digitizers"
  example  dicom_impl_uid 1.3.51.0.7.1
  counter  dicom_impl_uid 1.3.51.1

device implementation.etiam
  vendor   "ETIAM"
  match    dicom_impl_uid under 1.2.250.1.90 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom, version TW_6_12_10_0"
  example  dicom_impl_uid 1.2.250.1.90.1
  counter  dicom_impl_uid 1.2.250.1.9

device implementation.camtronics
  vendor   "Camtronics"
  match    dicom_impl_uid under 1.3.6.1.4.1.11157 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom, version MultiTech msiCOM"
  example  dicom_impl_uid 1.3.6.1.4.1.11157.80.1
  counter  dicom_impl_uid 1.3.6.1.4.1.1115

device implementation.applicare
  vendor   "GE HealthCare"
  match    dicom_impl_uid under 1.2.528.1.1001 fair
  source   "documented root: fo-dicom private UID table, Applicare (Centricity RA)"
  example  dicom_impl_uid 1.2.528.1.1001.2.800.99.1
  counter  dicom_impl_uid 1.2.528.1.100

device implementation.erad
  vendor   "eRAD"
  match    dicom_impl_uid under 1.2.826.0.1.3680043.293 fair
  source   "documented root: fo-dicom private UID table"
  example  dicom_impl_uid 1.2.826.0.1.3680043.293.1
  counter  dicom_impl_uid 1.2.826.0.1.3680043.29

# ---- products by a longer UID or a version name -----------------------------

device implementation.ge.lightspeed
  class    imaging-ct
  model    "LightSpeed VCT"
  match    dicom_impl_uid under 1.2.840.113619.6.284 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom; the number after .6 is the product"
  example  dicom_impl_uid 1.2.840.113619.6.284
  counter  dicom_impl_uid 1.2.840.113619.6.28

device implementation.ge.genesis-zeus
  class    imaging-ct
  match    dicom_impl_uid under 1.2.840.113619.6.5 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom; the number after .6 is the product"
  example  dicom_impl_uid 1.2.840.113619.6.5
  counter  dicom_impl_uid 1.2.840.113619.6.55

device implementation.ge.venue-uid
  class    imaging-us
  model    "Venue"
  match    dicom_impl_uid under 1.2.840.113619.6.446 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom, version VENUE_302; the number after .6 is the product"
  example  dicom_impl_uid 1.2.840.113619.6.446
  counter  dicom_impl_uid 1.2.840.113619.6.44

device implementation.siemens.mr-version
  class    imaging-mr
  vendor   "Siemens Healthineers"
  match    dicom_impl_version like "MR_VB*" fair
  match    dicom_impl_version like "MR_2004V_*" fair
  source   "file meta (0002,0012) of test data in pydicom/pydicom: MR_VB15A, MR_2004V_VB11A"
  example  dicom_impl_version MR_VB15A
  example  dicom_impl_version MR_2004V_VB11A
  counter  dicom_impl_version MR

device implementation.philips.viewforum
  class    imaging-workstation
  model    "ViewForum"
  match    dicom_impl_version like "ViewForum R{version}" fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom: ViewForum R7.4"
  example  dicom_impl_version "ViewForum R7.4"
  counter  dicom_impl_version Forum

device implementation.atl.ultrasound
  class    imaging-us
  match    dicom_impl_uid under 1.2.840.113663.1500 fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom: iU22, HDI, CX50"
  example  dicom_impl_uid 1.2.840.113663.1500
  counter  dicom_impl_uid 1.2.840.113663.15

device implementation.sonosite.turbo
  class    imaging-us
  match    dicom_impl_uid under 1.2.840.114340.3 fair
  source   "file meta (0002,0012) of test data in pydicom/pydicom: SonoSite Turbo, version Tiller_SV500"
  example  dicom_impl_uid 1.2.840.114340.3
  counter  dicom_impl_uid 1.2.840.114340.33

device implementation.aloka.ssd
  class    imaging-us
  match    dicom_impl_uid under 1.2.392.200039.102 fair
  match    dicom_impl_version like "ALOKA2*" fair
  source   "file meta (0002,0012) of test data in pydicom/pydicom-data: SSD ultrasound, version ALOKA20010925"
  example  dicom_impl_uid 1.2.392.200039.102
  example  dicom_impl_version ALOKA20010925
  counter  dicom_impl_uid 1.2.392.200039.10

device implementation.agfa.impax
  class    pacs-archive
  software "IMPAX"
  match    dicom_impl_uid under 1.2.124.113532.3510 weak
  source   "file meta (0002,0012) of test data in dcm4che/dcm4che: 1.2.124.113532.3510.50 with AGFAMAY2003"
  example  dicom_impl_uid 1.2.124.113532.3510.50
  counter  dicom_impl_uid 1.2.124.113532.351

device implementation.varian.dcie
  vendor   "Varian"
  class    radiotherapy-planning
  match    dicom_impl_version like "DCIE {version}" fair
  source   "file meta (0002,0012) of test data in fo-dicom/fo-dicom: DCIE 2.2, Varian's import and export"
  example  dicom_impl_version "DCIE 2.2"
  counter  dicom_impl_version DCI

device implementation.infinitt.pacs
  class    pacs-archive
  vendor   "INFINITT"
  match    dicom_impl_version like "INFINITT_{version}" fair
  source   "file meta (0002,0012) of test data in pydicom/pydicom: INFINITT_3.5"
  example  dicom_impl_version INFINITT_3.5
  counter  dicom_impl_version FINITT_3.5

device implementation.pixeon.pacs
  class    pacs-archive
  vendor   "Pixeon"
  match    dicom_impl_version like "PIXEON {version}" fair
  source   "file meta (0002,0012) of test data in dcm4che/dcm4che: PIXEON 4.9.2"
  example  dicom_impl_version "PIXEON 4.9.2"
  counter  dicom_impl_version PIXELMEDJAVA001

device implementation.synapse.version
  class    pacs-archive
  vendor   "Fujifilm"
  software "Synapse"
  match    dicom_impl_version like "Syn7,*" fair
  source   "project reference dicom_implementations.csv and protocols.md, version names: Syn7,3,0,258"
  example  dicom_impl_version Syn7,3,0,258
  counter  dicom_impl_version Sync

device implementation.tomtec.workstation
  class    imaging-workstation
  match    dicom_impl_uid under 1.2.276.0.48 weak
  source   "documented root of its UIDs: fo-dicom private UID table, TomTec imaging workstation"
  example  dicom_impl_uid 1.2.276.0.48.1
  counter  dicom_impl_uid 1.2.276.0.4

# ---- classes of their own that few-kinded senders store ----------------------
# Archives pass these on, too: who sends them need not be who made them.

device class.siemens
  vendor   "Siemens Healthineers"
  match    dicom_sent_class under 1.3.12.2.1107.5.9 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.3.12.2.1107.5.9.1
  counter  dicom_sent_class 1.3.12.2.1107.5.99

device class.ge
  vendor   "GE HealthCare"
  match    dicom_sent_class under 1.2.840.113619.4 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.840.113619.4.2
  counter  dicom_sent_class 1.2.840.113619.44

device class.philips
  vendor   "Philips"
  match    dicom_sent_class under 1.3.46.670589 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.3.46.670589.2.3.1.1
  counter  dicom_sent_class 1.3.46.67058

device class.philips-hp
  class    imaging-us
  vendor   "Philips"
  match    dicom_sent_class under 1.2.840.113543.6.6 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.840.113543.6.6.1.3.10002
  counter  dicom_sent_class 1.2.840.113543.6.60

device class.canon
  class    imaging-us
  vendor   "Canon Medical"
  match    dicom_sent_class under 1.2.392.200036.9116.7.8.1.1.1 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.392.200036.9116.7.8.1.1.1
  counter  dicom_sent_class 1.2.392.200036.9116.7.8.1.1.11

device class.fujifilm
  vendor   "Fujifilm"
  match    dicom_sent_class under 1.2.392.200036.9125.1.1 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.392.200036.9125.1.1.2
  counter  dicom_sent_class 1.2.392.200036.9125.1.11

device class.agfa
  vendor   "Agfa HealthCare"
  match    dicom_sent_class under 1.2.124.113532.3500 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.124.113532.3500.7
  counter  dicom_sent_class 1.2.124.113532.35000

device class.tomtec
  vendor   "TomTec"
  match    dicom_sent_class under 1.2.276.0.48 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.276.0.48.5.1.4.1.1.7
  counter  dicom_sent_class 1.2.276.0.480

device class.kind.mr
  class    imaging-mr
  match    dicom_sent_class under 1.2.840.113619.4.2 fair
  match    dicom_sent_class under 1.3.46.670589.11.0.0.12 fair
  match    dicom_sent_class under 1.3.46.670589.5.0.8 fair
  match    dicom_sent_class under 1.3.46.670589.5.0.10 fair
  match    dicom_sent_class under 1.3.46.670589.5.0.11 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.840.113619.4.2
  example  dicom_sent_class 1.3.46.670589.11.0.0.12
  example  dicom_sent_class 1.3.46.670589.5.0.8
  example  dicom_sent_class 1.3.46.670589.5.0.10
  example  dicom_sent_class 1.3.46.670589.5.0.11
  counter  dicom_sent_class 1.3.46.670589.5.0.1

device class.kind.ct
  class    imaging-ct
  match    dicom_sent_class under 1.2.840.113619.4.3 fair
  match    dicom_sent_class under 1.3.46.670589.5.0.9 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.840.113619.4.3
  example  dicom_sent_class 1.3.46.670589.5.0.9
  counter  dicom_sent_class 1.2.840.113619.4.30

device class.kind.xa
  class    imaging-xa
  match    dicom_sent_class under 1.3.12.2.1107.5.99.3.11 fair
  match    dicom_sent_class under 1.3.46.670589.2.3.1.1 fair
  match    dicom_sent_class under 1.3.46.670589.2.4.1.1 fair
  match    dicom_sent_class under 1.3.46.670589.7.8 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.3.12.2.1107.5.99.3.11
  example  dicom_sent_class 1.3.46.670589.2.3.1.1
  example  dicom_sent_class 1.3.46.670589.2.4.1.1
  example  dicom_sent_class 1.3.46.670589.7.8
  counter  dicom_sent_class 1.3.12.2.1107.5.99.3.10

device class.kind.nm
  class    imaging-nm
  match    dicom_sent_class under 1.2.840.113619.4.27 fair
  match    dicom_sent_class under 1.2.840.113619.4.30 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.840.113619.4.27
  example  dicom_sent_class 1.2.840.113619.4.30
  counter  dicom_sent_class 1.2.840.113619.4.3

device class.kind.xray
  class    imaging-xray
  match    dicom_sent_class under 1.2.392.200036.9125.1.1.2 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.392.200036.9125.1.1.2
  counter  dicom_sent_class 1.2.392.200036.9125.1.1.4

device class.kind.mg
  class    imaging-mg
  match    dicom_sent_class under 1.2.392.200036.9125.1.1.4 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.392.200036.9125.1.1.4
  counter  dicom_sent_class 1.2.392.200036.9125.1.1.2

device class.kind.radiotherapy
  class    radiotherapy
  match    dicom_sent_class under 1.2.840.113619.4.5.249 fair
  source   "private SOP classes: fo-dicom FO-DICOM.Core/DicomUIDPrivate.cs; dcm4che dcm4che-dict/src/main/xsl/uidsEx.xsl"
  example  dicom_sent_class 1.2.840.113619.4.5.249
  counter  dicom_sent_class 1.2.840.113619.4.5

# ---- private blocks in images: the maker even where its name was rewritten ---

device creator.ge
  vendor   "GE HealthCare"
  match    dicom_creator like "GEMS_*" fair
  match    dicom_creator like "GEIIS*" fair
  match    dicom_creator like "GE_GENESIS_REV3.0" fair
  match    dicom_creator like "GEHC_CT_ADVAPP_001" fair
  match    dicom_creator is ELSCINT1 fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "GEMS_IDEN_01"
  example  dicom_creator "GEIIS"
  example  dicom_creator "GE_GENESIS_REV3.0"
  example  dicom_creator "GEHC_CT_ADVAPP_001"
  example  dicom_creator "ELSCINT1"
  counter  dicom_creator "GEM_IDEN"

device creator.ge-kretz
  class    imaging-us
  vendor   "GE HealthCare"
  match    dicom_creator is KRETZ_US fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "KRETZ_US"
  counter  dicom_creator "KRETZ"

device creator.siemens
  vendor   "Siemens Healthineers"
  match    dicom_creator like "SIEMENS MED*" fair
  match    dicom_creator like "SIEMENS CSA *" fair
  match    dicom_creator like "SIEMENS CT VA0*" fair
  match    dicom_creator like "ACUSON*" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "SIEMENS MEDCOM HEADER"
  example  dicom_creator "SIEMENS CSA HEADER"
  example  dicom_creator "SIEMENS CT VA0 COAD"
  example  dicom_creator "ACUSON"
  counter  dicom_creator "SIEMENS RIS"

device creator.philips
  vendor   "Philips"
  match    dicom_creator like "Philips Imaging DD*" fair
  match    dicom_creator like "Philips MR Imaging DD*" fair
  match    dicom_creator like "Philips US Imaging DD*" fair
  match    dicom_creator like "PHILIPS MR*" fair
  match    dicom_creator like "SPI-P*" fair
  match    dicom_creator like "PMS-THORA*" fair
  match    dicom_creator is "ADAC_IMG" fair
  match    dicom_creator is "ATL HDI V1.0" fair
  match    dicom_creator is 1.2.840.113663.1 fair
  match    dicom_creator like "Picker *" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "Philips Imaging DD 001"
  example  dicom_creator "Philips MR Imaging DD 001"
  example  dicom_creator "Philips US Imaging DD 017"
  example  dicom_creator "PHILIPS MR SPECTRO"
  example  dicom_creator "SPI-P Release 1"
  example  dicom_creator "PMS-THORA-5.1"
  example  dicom_creator "ADAC_IMG"
  example  dicom_creator "ATL HDI V1.0"
  example  dicom_creator "1.2.840.113663.1"
  example  dicom_creator "Picker NM Private Group"
  counter  dicom_creator "PHILIP"

device creator.canon
  vendor   "Canon Medical"
  match    dicom_creator like "TOSHIBA_MEC_*" fair
  match    dicom_creator like "CANON_MEC_MR3*" fair
  match    dicom_creator is "PMTF INFORMATION DATA" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "TOSHIBA_MEC_CT3"
  example  dicom_creator "CANON_MEC_MR3"
  example  dicom_creator "PMTF INFORMATION DATA"
  counter  dicom_creator "TOSHIBA"

device creator.fujifilm
  vendor   "Fujifilm"
  match    dicom_creator is "FDMS 1.0" fair
  match    dicom_creator is "FFP DATA" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "FDMS 1.0"
  example  dicom_creator "FFP DATA"
  counter  dicom_creator "FDMS"

device creator.hologic
  vendor   "Hologic"
  match    dicom_creator like "LORAD Selenia*" fair
  match    dicom_creator is "HOLOGIC, Inc." fair
  match    dicom_creator is 1.2.840.113681 fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "LORAD Selenia"
  example  dicom_creator "HOLOGIC, Inc."
  example  dicom_creator "1.2.840.113681"
  counter  dicom_creator "LORAD"

device creator.agfa
  vendor   "Agfa HealthCare"
  match    dicom_creator like "AGFA*" fair
  match    dicom_creator like "MITRA *" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "AGFA"
  example  dicom_creator "Agfa ADC NX"
  example  dicom_creator "MITRA OBJECT ATTRIBUTES 1.0"
  counter  dicom_creator "AGF"

device creator.carestream
  vendor   "Carestream"
  match    dicom_creator is "Kodak Image Information" fair
  match    dicom_creator like "CARESTREAM *" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "Kodak Image Information"
  example  dicom_creator "CARESTREAM IMAGE INFORMATION"
  counter  dicom_creator "KODAK"

device creator.varian
  class    radiotherapy-planning
  vendor   "Varian"
  match    dicom_creator like "Varian Medical Systems *" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "Varian Medical Systems VISION 3253"
  counter  dicom_creator "Varian"

device creator.elekta
  class    radiotherapy-planning
  vendor   "Elekta"
  match    dicom_creator is IMPAC fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "IMPAC"
  counter  dicom_creator "IMPAX"

device creator.brainlab
  vendor   "Brainlab"
  match    dicom_creator like "BrainLAB_*" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "BrainLAB_Conversion"
  counter  dicom_creator "Brain"

device creator.mortara
  class    ecg
  vendor   "Mortara"
  match    dicom_creator like "Mortara_Inc*" fair
  source   "private creators: pydicom src/pydicom/_private_dict.py"
  example  dicom_creator "Mortara_Inc"
  counter  dicom_creator "Mortar"

# A service that a node announces to its neighbours, by the names of RFC 6335.
device mdns.dicom
  class    dicom-node
  match    mdns_service in _dicom._tcp _dicom-tls._tcp _acr-nema._tcp fair
  source   "IANA service names: acr-nema 104, dicom 11112, dicom-tls 2762; DICOM PS3.15 H"
  example  mdns_service _dicom._tcp
  counter  mdns_service _http._tcp

device mdns.hl7
  class    hl7-node
  match    mdns_service is _hl7._tcp fair
  source   "IANA service names: hl7 2575"
  example  mdns_service _hl7._tcp
  counter  mdns_service _http._tcp
