"""mllp - an HL7 listener and a sender: serve PORT | send HOST PORT."""
import socket
import sys

MESSAGE = "\r".join([
    r"MSH|^~\&|LIVEMON|ICU7|HIE|ZZHOSP|20260102101900||ORU^R01^ORU_R01|M1|P|2.6",
    "PID|1||ZZPHI12345^^^ZZHOSP^MR||CANARY^PHILIP^QZX",
    "OBR|1|||182777000^monitoring of patient^SCT", ""])
ACK = "\r".join([r"MSH|^~\&|HIE|ZZHOSP|LIVEMON|ICU7|20260102101900||ACK|A1|P|2.6",
                 "MSA|AA|M1", ""])


def frame(text):
    return b"\x0b" + text.encode() + b"\x1c\r"


def serve(port):
    with socket.create_server(("", port)) as server:
        while True:
            peer, _ = server.accept()
            with peer:
                while b"\x1c\r" not in peer.recv(65536):
                    pass
                peer.sendall(frame(ACK))
                peer.recv(1)


def send(host, port):
    with socket.create_connection((host, port), timeout=5) as peer:
        peer.sendall(frame(MESSAGE))
        assert b"MSA|AA" in peer.recv(65536)


if sys.argv[1] == "serve":
    serve(int(sys.argv[2]))
else:
    send(sys.argv[2], int(sys.argv[3]))
