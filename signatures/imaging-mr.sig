# Magnetic resonance, by the model name in the images.
# Images that the sender made itself weigh more than those it passes on.

device canon.galan-3t
  class    imaging-mr
  vendor   "Canon Medical"
  model    "Galan 3T"
  match    dicom_model is "Galan 3T" strong
  match    dicom_sent_model is "Galan 3T" fair
  source   "neurolabusc/dcm_qa_canon_61, Ref/3000_DTI_PA-ortho_cl.json: ManufacturersModelName Galan 3T"
  example  dicom_model "Galan 3T"
  example  dicom_sent_model "Galan 3T"
  counter  dicom_model Orian

device philips.ingenia-elition-x
  class    imaging-mr
  vendor   "Philips"
  model    "Ingenia Elition X"
  match    dicom_model is "Ingenia Elition X" strong
  match    dicom_sent_model is "Ingenia Elition X" fair
  source   "neurolabusc/dcm_qa_philips_enh, Ref/2101_WIP_fcMRI_cl.json: ManufacturersModelName Ingenia Elition X"
  example  dicom_model "Ingenia Elition X"
  example  dicom_sent_model "Ingenia Elition X"
  counter  dicom_model "Ingenia Ambition X"

device philips.achieva
  class    imaging-mr
  vendor   "Philips"
  model    "Achieva"
  match    dicom_model is Achieva strong
  match    dicom_sent_model is Achieva fair
  source   "InstitutNationalduCancer/ImplementationGuide_OsirisFHIR, input/fsh/EX_ImagingDevice.fsh: model Achieva"
  example  dicom_model Achieva
  example  dicom_sent_model Achieva
  counter  dicom_model Intera

device philips.achieva-dstream
  class    imaging-mr
  vendor   "Philips"
  model    "Achieva dStream"
  match    dicom_model is "Achieva dStream" strong
  match    dicom_sent_model is "Achieva dStream" fair
  source   "neurolabusc/dcm_qa_enh, Ref/Philips_WIP_resting_state_1001_e1.json: ManufacturersModelName Achieva dStream"
  example  dicom_model "Achieva dStream"
  example  dicom_sent_model "Achieva dStream"
  counter  dicom_model "Ingenia dStream"

device united-imaging.umr-770
  class    imaging-mr
  vendor   "United Imaging"
  model    "uMR 770"
  match    dicom_model is "uMR 770" strong
  match    dicom_sent_model is "uMR 770" fair
  source   "neurolabusc/dcm_qa_uih, Ref/dti_tra_dir16_AP_9_134431.json: ManufacturersModelName uMR 770"
  example  dicom_model "uMR 770"
  example  dicom_sent_model "uMR 770"
  counter  dicom_model "uMR 560"

device siemens.magnetom-cima-x
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "MAGNETOM Cima.X"
  match    dicom_model is "MAGNETOM Cima.X" strong
  match    dicom_sent_model is "MAGNETOM Cima.X" fair
  source   "neurolabusc/dcm_qa_xa60, Ref/phantom_check_MBfactor_CimaX_XA61_2_*.json: ManufacturersModelName MAGNETOM Cima.X"
  example  dicom_model "MAGNETOM Cima.X"
  example  dicom_sent_model "MAGNETOM Cima.X"
  counter  dicom_model "MAGNETOM Sola"

device siemens.magnetom-terra-x
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "MAGNETOM Terra.X"
  match    dicom_model is "MAGNETOM Terra.X" strong
  match    dicom_sent_model is "MAGNETOM Terra.X" fair
  source   "neurolabusc/dcm_qa_xa60, Ref/phantom_check_MBfactor_TerraX_XA60_2_*.json: ManufacturersModelName MAGNETOM Terra.X"
  example  dicom_model "MAGNETOM Terra.X"
  example  dicom_sent_model "MAGNETOM Terra.X"
  counter  dicom_model "MAGNETOM Sola"

device siemens.magnetom-vida
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "MAGNETOM Vida"
  match    dicom_model is "MAGNETOM Vida" strong
  match    dicom_sent_model is "MAGNETOM Vida" fair
  source   "neurolabusc/dcm_qa_enh, Ref/Siemens_REST1_w_SMS_PF7-8_6.json: ManufacturersModelName MAGNETOM Vida"
  example  dicom_model "MAGNETOM Vida"
  example  dicom_sent_model "MAGNETOM Vida"
  counter  dicom_model "MAGNETOM Sola"

device siemens.triotim
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "TrioTim"
  match    dicom_model is TrioTim strong
  match    dicom_sent_model is TrioTim fair
  source   "neurolabusc/dcm_qa, Ref/ax_asc_35sl_6.json: ManufacturersModelName TrioTim"
  example  dicom_model TrioTim
  example  dicom_sent_model TrioTim
  counter  dicom_model Trio

device siemens.prisma-fit
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "Prisma_fit"
  match    dicom_model is Prisma_fit strong
  match    dicom_sent_model is Prisma_fit fair
  source   "neurolabusc/dcm_qa_decubitus, Ref/t1_fl2d_sag_20220407150138.json: ManufacturersModelName Prisma_fit"
  example  dicom_model Prisma_fit
  example  dicom_sent_model Prisma_fit
  counter  dicom_model Aera

device siemens.skyra
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "Skyra"
  match    dicom_model is Skyra strong
  match    dicom_sent_model is Skyra fair
  source   "neurolabusc/dcm_qa_nih, Ref/EPI_PE=AP_3.json: ManufacturersModelName Skyra"
  example  dicom_model Skyra
  example  dicom_sent_model Skyra
  counter  dicom_model Aera

device ge.signa-pioneer
  class    imaging-mr
  vendor   "GE HealthCare"
  model    "SIGNA Pioneer"
  match    dicom_model is "SIGNA Pioneer" strong
  match    dicom_sent_model is "SIGNA Pioneer" fair
  source   "neurolabusc/dcm_qa_ge, Ref/3D_Ax_T1_MP-RAGE_R22_5.json: ManufacturersModelName SIGNA Pioneer"
  example  dicom_model "SIGNA Pioneer"
  example  dicom_sent_model "SIGNA Pioneer"
  counter  dicom_model "SIGNA Artist"

device ge.signa-uhp
  class    imaging-mr
  vendor   "GE HealthCare"
  model    "SIGNA UHP"
  match    dicom_model is "SIGNA UHP" strong
  match    dicom_sent_model is "SIGNA UHP" fair
  source   "neurolabusc/dcm_qa_polar, Ref/6_FM_cv12_2_3mm.json: ManufacturersModelName SIGNA UHP"
  example  dicom_model "SIGNA UHP"
  example  dicom_sent_model "SIGNA UHP"
  counter  dicom_model "SIGNA Artist"

device ge.signa-hdxt
  class    imaging-mr
  vendor   "GE HealthCare"
  model    "Signa HDxt"
  match    dicom_model is "Signa HDxt" strong
  match    dicom_sent_model is "Signa HDxt" fair
  source   "neurolabusc/dcm_qa_deident, Ref/Accelerated_SAG_IR-SPGR_10.json: ManufacturersModelName Signa HDxt"
  example  dicom_model "Signa HDxt"
  example  dicom_sent_model "Signa HDxt"
  counter  dicom_model "Signa HDe"

device ge.discovery-mr750
  class    imaging-mr
  vendor   "GE HealthCare"
  model    "DISCOVERY MR750"
  match    dicom_model is "DISCOVERY MR750" strong
  match    dicom_sent_model is "DISCOVERY MR750" fair
  source   "neurolabusc/dcm_qa_nih, Ref/Axial_EPI-FMRI_(Interleaved_I_to_S)_4.json: ManufacturersModelName DISCOVERY_MR750, blanks written as _"
  example  dicom_model "DISCOVERY MR750"
  example  dicom_sent_model "DISCOVERY MR750"
  counter  dicom_model "DISCOVERY MR450"

device ge.genesis-signa
  class    imaging-mr
  vendor   "GE HealthCare"
  model    "GENESIS_SIGNA"
  match    dicom_model is GENESIS_SIGNA strong
  match    dicom_sent_model is GENESIS_SIGNA fair
  source   "InstitutNationalduCancer/ImplementationGuide_OsirisFHIR, input/fsh/EX_ImagingDevice.fsh: model GENESIS_SIGNA"
  example  dicom_model GENESIS_SIGNA
  example  dicom_sent_model GENESIS_SIGNA
  counter  dicom_model GENESIS_JUPITER

device philips.eclipse-1-5t
  class    imaging-mr
  vendor   "Philips"
  model    "Eclipse 1.5T"
  match    dicom_model is "Eclipse 1.5T" strong
  match    dicom_sent_model is "Eclipse 1.5T" fair
  source   "pydicom/pydicom, pydicom/data/test_files/dicomdirtests/98892003/MR1/15820 (0008,1090): Eclipse 1.5T"
  example  dicom_model "Eclipse 1.5T"
  example  dicom_sent_model "Eclipse 1.5T"
  counter  dicom_model Eclipse

device toshiba.mrt50h1
  class    imaging-mr
  vendor   "Canon Medical"
  model    "MRT50H1"
  match    dicom_model is MRT50H1 strong
  match    dicom_sent_model is MRT50H1 fair
  source   "pydicom/pydicom, pydicom/data/test_files/MR_small.dcm (0008,1090): MRT50H1"
  example  dicom_model MRT50H1
  example  dicom_sent_model MRT50H1
  counter  dicom_model MRT200

device siemens.prisma
  class    imaging-mr
  vendor   "Siemens Healthineers"
  model    "Prisma"
  match    dicom_model is Prisma strong
  match    dicom_sent_model is Prisma fair
  source   "nipy/heudiconv, heudiconv/tests/data/01-anat-scout/0001.dcm (0008,1090): Prisma"
  example  dicom_model Prisma
  example  dicom_sent_model Prisma
  counter  dicom_model Aera
