# SPDX-License-Identifier: MIT
"""The record: what is held back and when, the embargo scan, the ledger, the history of texts, redirects."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from suite import Suite
import ages
import anchors
import bylines
import clocks
import feed_ids
import files
import gate
import history
import joined
import leaks
import ledger
import ledger_file
import left
import lists
import looks
import moved_site
import offline
import patterns
import rehearsal
import restores
import sequences
import servers

suite = Suite("record", __doc__, has_like_builds=True, is_about_disks=True)
PARTS = (
    gate.boundaries,
    clocks.other_clocks,
    clocks.own_clocks,
    looks.ahead,
    looks.behind,
    gate.comes_due,
    gate.wrong_facts,
    gate.announced,
    gate.epoch,
    gate.schedules,
    gate.comments_of_none,
    gate.everywhere,
    gate.coming,
    gate.news,
    rehearsal.rehearsals,
    rehearsal.as_on_the_day,
    rehearsal.expiries,
    rehearsal.moments,
    sequences.edits,
    ledger.lists,
    ledger.plugin_pages,
    ledger.told_apart,
    ledger.vanishing,
    patterns.another_pattern,
    patterns.addresses_of_their_own,
    patterns.former_pattern,
    patterns.dropped,
    patterns.alone,
    patterns.another_time_zone,
    patterns.pattern_of_words,
    lists.emptied,
    lists.led_on,
    lists.led_to_texts,
    lists.why_a_list_left,
    lists.of_kinds_and_series,
    lists.whose_page_left,
    ledger.merged,
    ledger.merged_in_use,
    ledger.both_sides,
    ledger.renamed_beside_a_note,
    ledger.deleted,
    ledger_file.durable,
    ledger_file.swapped,
    ledger_file.other_versions,
    ledger.aliases_by_case,
    ledger.author_who_was_out,
    ledger.taken_back,
    feed_ids.another_domain,
    feed_ids.tried_out,
    feed_ids.both_sides,
    feed_ids.renamed,
    feed_ids.another_day,
    feed_ids.in_other_feeds,
    moved_site.told_once,
    moved_site.no_move,
    moved_site.both_sides,
    files.listed,
    files.left_beside_gone,
    files.vanishing,
    files.answered_otherwise,
    files.hints,
    files.both_sides,
    files.many,
    files.with_its_text,
    files.replaced,
    files.of_any_size,
    files.with_its_author,
    left.left_in_output,
    left.left_elsewhere,
    left.left_beside_gone,
    ledger_file.damaged,
    joined.archives,
    joined.parted,
    restores.given_up,
    restores.held_and_given_up,
    restores.older_copies,
    ages.old,
    anchors.reworded,
    anchors.said_once,
    anchors.no_loss,
    offline.apart,
    offline.leading_on,
    offline.without_rules,
    history.on_paper,
    history.texts,
    history.grace,
    history.grace_runs_out,
    bylines.dates,
    bylines.authors,
    bylines.names,
    bylines.statuses,
    bylines.both_sides,
    bylines.moved,
    bylines.earlier_lines,
    ledger.sample,
    leaks.channels,
    leaks.forms,
    leaks.pages,
    leaks.told_of_elsewhere,
    leaks.no_leaks,
    leaks.held_media,
    leaks.in_large_files,
    leaks.newly_held,
    left.restored,
    left.drafts,
    left.copies,
    left.given_up,
    left.feeds,
    left.citations,
    left.later_pages,
    servers.servers,
    servers.rules,
    # to add one: a function and its row here
)
suite.run_parts(PARTS, suite)
suite.finish()
