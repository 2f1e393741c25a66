/* SPDX-License-Identifier: MIT */
/* mounts: which file systems others change files in, of what the kernel says of all that are mounted. */
#include "serve/mounts.h"
#include <sys/sysmacros.h>
#include "arena_case.h"

static void shared_ones_are_told_by_their_type(void **state)
{
    (void)state;
    struct mounts mounts = mounts_shared(
        &arena, TEXT("23 28 0:22 / /proc rw,nosuid - proc proc rw\n"
                     "28 1 259:2 / / rw,relatime shared:1 master:2 - ext4 /dev/nvme0n1p2 rw\n"
                     "40 28 0:40 / /home/ann/desk\\040top rw shared:7 - nfs4 10.0.0.2:/desk rw,vers=4.2\n"
                     "41 28 0:41 /c /mnt/c rw,noatime - 9p drvfs rw,dirsync,aname=drvfs;path=C:\n"
                     "42 28 8:300 / /srv rw - fuse.sshfs ann@host:/ rw\n"
                     "43 28 0:43 / /usb rw - fuseblk /dev/sdb1 rw\n"
                     "44 28 0:44 / /odd rw nfs\n"
                     "45"));
    assert_true(text_equal(mounts_type(&mounts, makedev(0, 40)), TEXT("nfs4")));
    assert_true(text_equal(mounts_type(&mounts, makedev(0, 41)), TEXT("9p")));
    assert_true(text_equal(mounts_type(&mounts, makedev(8, 300)), TEXT("fuse.sshfs")));
    assert_false(mounts_type(&mounts, makedev(0, 22)).length);
    assert_false(mounts_type(&mounts, makedev(259, 2)).length);
    assert_false(mounts_type(&mounts, makedev(0, 43)).length);
    assert_int_equal(mounts.count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shared_ones_are_told_by_their_type, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
