"""dicom-cut - the frames of dicom-roles as a snap length of 128 leaves them."""
import os
import runpy
import struct
import sys

SNAP = 128
here = os.path.dirname(os.path.abspath(__file__))
w = runpy.run_path(os.path.join(here, "dicom-roles.py"))["w"]
with open(sys.argv[1], "wb") as f:
    f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, SNAP, 1))
    for us, frame in w.frames:
        f.write(struct.pack("<IIII", us // 1_000_000, us % 1_000_000,
                            min(len(frame), SNAP), len(frame)) + frame[:SNAP])
