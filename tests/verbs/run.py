# SPDX-License-Identifier: MIT
"""The verbs of an editor's day: new, list, check, explain, and the first day of a new user with the README alone."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import checking
import explaining
import first_day
import listing
import making
import manners
import outside
from sites import suite

PARTS = (
    first_day.first_day,
    first_day.tutorial,
    outside.outside,
    outside.known_verdicts,
    outside.links_of_settings,
    making.new,
    listing.listing,
    listing.listing_of_what_waits,
    listing.listing_of_reviews,
    listing.listing_of_what_rules_answer,
    listing.asking_is_not_checking,
    listing.listing_of_a_broken_site,
    explaining.explain,
    explaining.explain_rules,
    explaining.explain_what_is_no_page,
    explaining.explain_last_words,
    checking.large_data,
    explaining.explain_relation,
    explaining.explain_rewriting,
    explaining.explain_readings,
    manners.manners,
    manners.copies,
    checking.checking,
    checking.late_plugin,
    checking.late_preparation,
    checking.looping_plugin,
    checking.fixing,
    checking.mending_garbled_text,
    checking.mending_hidden_characters,
    checking.near_authors,
    checking.counted_links,
    checking.foreign_tags,
    checking.sarif,
    # to add one: a function and its row here
)
suite.run_parts(PARTS)
suite.finish()
