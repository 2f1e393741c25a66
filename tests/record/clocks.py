# SPDX-License-Identifier: MIT
"""What the machine knows of a zone against what ICU knows."""
import datetime
import struct

from sites import Site, article

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


def zone_file(hours, *changes):
    """A zone as RFC 8536 has it; each change is the day after NOW on which clocks change, and the hours from then on."""
    def header(change_count, kind_count):
        return b"TZif2" + bytes(15) + struct.pack(">6I", 0, 0, 0, change_count, kind_count, kind_count)

    kinds = [hours, *(after for _, after in changes)]
    moments = b"".join(struct.pack(">q", int((NOW + datetime.timedelta(days=day)).timestamp())) for day, _ in changes)
    return (header(0, 1) + struct.pack(">ibb", 0, 0, 0) + b"\0" +
            header(len(changes), len(kinds)) + moments + bytes(range(1, len(kinds))) +
            b"".join(struct.pack(">ibb", each * 3600, 0, 0) for each in kinds) + bytes(len(kinds)) +
            f"\n<XXX>{-kinds[-1]}\n".encode())


def with_zones(site, name, **zones):
    """A folder of what a machine knows, below `name`."""
    for zone, contents in zones.items():
        site.write(f"../zones/{name}/{zone.replace('__', '/')}", contents)
    return str(site.folder.parent / "zones" / name)


def other_clocks(suite):
    site = Site(suite, "other clocks", "timezone: America/Bogota\n")
    site.build("--at", "2026-01-01")
    for name, told, zone in (
            ("an hour off", "2026-01-01", zone_file(-6)), ("as ICU has it", None, zone_file(-5)),
            ("off in summer", "2026-06-05", zone_file(-5, (153, -6), (170, -5))),
            ("off last summer", "2025-08-04", zone_file(-5, (-170, -6), (-148, -5))),
            ("off last month and next month", "2025-12-12", zone_file(-5, (-32, -6), (-19, -5), (23, -6))),
            ("off next month and before", "2026-01-21", zone_file(-5, (-32, -6), (-23, -5), (19, -6))),
            ("off in a year", "2027-01-06", zone_file(-5, (367, -6))), ("off long ago", None, zone_file(-6, (-372, -5))),
            ("off in more than a year", None, zone_file(-5, (371, -6)))):
        site.remove(".brief")  # where nothing changed, clocks are not asked again
        done = site.build("--at", "2026-01-01", env={"TZDIR": with_zones(site, name, America__Bogota=zone)})
        words = ("[other-clocks]", f"{told}: ICU, which brief runs with, has UTC-05:00, this machine UTC-06:00", "'09:00 -06:00'")
        site.expect(f"a machine's clocks: {name}", done, 0, *words if told else (), without=() if told else words[:1])
    site.remove(".brief")
    site.expect("a machine without zones", site.build("--at", "2026-01-01", env={"TZDIR": str(site.folder)}), 0, without=("other-clocks",))
    everywhere = Site(suite, "UTC is UTC")
    done = everywhere.build("--at", "2026-01-01", env={"TZDIR": with_zones(everywhere, "odd", UTC=zone_file(-6))})
    everywhere.expect("whatever a machine thinks of it", done, 0, without=("other-clocks",))


def own_clocks(suite):
    """To look at the site's zone changes nothing about the machine's own, in which cron reads its table."""
    site = Site(suite, "own clocks", "timezone: America/Bogota\nplugins: []\n",
                {"content/articles/later.md": article("Later", date="2090-07-01 09:00")})
    zones = with_zones(site, "both", America__Bogota=zone_file(-5), Europe__Berlin=zone_file(2))
    table = site.build("-q", "--schedule", "cron", env={"TZDIR": zones, "TZ": "Europe/Berlin"})
    site.expect("where TZ says which", table, 0, "\n0 16 1 7 * ")
    tables = []
    for folder in (zones, str(site.folder)):
        site.remove(".brief")
        tables.append(site.build("-q", "--schedule", "cron", env={"TZDIR": folder}).stdout)
    site.check("where it does not", tables[0] == tables[1] != "", tables)
