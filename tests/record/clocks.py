# SPDX-License-Identifier: MIT
"""What the machine knows of a zone against what ICU knows."""
import struct

from sites import Site


def zone_file(hours):
    """A zone without changes, as RFC 8536 has it."""
    def header(kinds):
        return b"TZif2" + bytes(15) + struct.pack(">6I", 0, 0, 0, 0, kinds, kinds)
    return header(0) + header(1) + struct.pack(">ibb", hours * 3600, 0, 0) + b"\0" + f"\nX{-hours}\n".encode()


def other_clocks(suite):
    site = Site(suite, "other clocks", "timezone: America/Bogota\n")
    for hours, told in ((-5, False), (-6, True)):
        site.write(f"../zones/{hours}/America/Bogota", zone_file(hours))
        done = site.build("--at", "2026-01-01", env={"TZDIR": str(site.folder.parent / "zones" / str(hours))})
        words = ("[other-clocks]", "2026-01-01: ICU, which brief runs with, has UTC-05:00, this machine UTC-06:00", "'09:00 -06:00'")
        site.expect(f"a machine where it is UTC{hours}", done, 0, *words if told else (), without=() if told else words)
    site.expect("a machine without zones", site.build("--at", "2026-01-01", env={"TZDIR": str(site.folder)}), 0, without=("other-clocks",))
