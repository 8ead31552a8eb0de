"""What the sandbox's code may not ask the kernel for, as a program of seccomp's.

Folders and limits do not hold memory that has no name and belongs to no process (files that lie in memory only, segments,
queues), and honest work needs none of the rest either: other processes' memory, new namespaces, keys, tracing.
"""

from __future__ import annotations

import errno
import platform
import struct

# AUDIT_ARCH_… of the machine, and the numbers of its system calls (linux/audit.h, asm/unistd.h).
CALLS = {
    "x86_64": (
        0xC000003E,
        {
            "memfd_create": 319, "memfd_secret": 447, "shmget": 29, "msgget": 68, "mq_open": 240,
            "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
            "unshare": 272, "setns": 308, "mount": 165, "add_key": 248, "request_key": 249, "keyctl": 250,
            "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "memfd_create": 279, "memfd_secret": 447, "shmget": 194, "msgget": 186, "mq_open": 180,
            "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271,
            "unshare": 97, "setns": 268, "mount": 40, "add_key": 217, "request_key": 218, "keyctl": 219,
            "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "io_uring_setup": 425,
        },
    ),
}  # fmt: skip
X32 = 0x40000000  # from here on: x86_64's calls again, by other numbers
# linux/bpf_common.h, linux/seccomp.h
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE = 0, 4  # where they stand in struct seccomp_data
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


def program() -> bytes:
    """Return the program that refuses these calls with EPERM, and all of another architecture; b"" for an unknown machine."""
    if platform.machine() not in CALLS:
        return b""
    architecture, calls = CALLS[platform.machine()]
    tests = [(EQUAL, number) for number in calls.values()] + [(AT_LEAST, X32)]
    lines = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 0, len(tests) + 2, architecture),  # another one: to the refusal
        (LOAD, 0, 0, NUMBER),
        *((how, len(tests) - at, 0, number) for at, (how, number) in enumerate(tests)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    return b"".join(struct.pack("<HBBI", *line) for line in lines)
