/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TESTS_RELATED_TEXTS_H
#define BRIEF_TESTS_RELATED_TEXTS_H
/* Twenty short articles on four matters, five each, without tags: what belongs together shows in the words
 * alone. */

struct related_text {
    const char *group, *title, *body;
};

static const struct related_text related_texts[] = {
    { "spectrum", "Spectrum auction raises less than expected",
        "The regulator closed the auction of the 3.6 GHz band yesterday. Four operators bid for spectrum in "
        "nine "
        "rounds, and the licence fees stayed below the estimate of the treasury. Mobile operators had asked "
        "for "
        "cheaper licences in return for coverage of villages. The regulator will publish the licences in "
        "May." },
    { "spectrum", "What mobile operators pay for their licences",
        "Licence fees differ widely between countries. Where the regulator sells spectrum by auction, "
        "operators pay up "
        "front; where it renews licences, they pay by the year. This note compares fees for the 800 MHz and "
        "3.6 GHz "
        "bands and asks who bears them in the end: the operators or their customers." },
    { "spectrum", "Coverage duties in the new licences",
        "Each mobile licence of the 700 MHz band now carries a duty: coverage of 95 per cent of households, "
        "and of all "
        "railway lines. The operators may share masts. The regulator measures coverage twice a year, and an "
        "operator "
        "that misses the target loses part of its spectrum." },
    { "spectrum", "Broadcasters give up the 700 MHz band",
        "Television leaves the band above 694 MHz by the end of June. The spectrum goes to mobile operators, "
        "whose "
        "licences begin in July. Broadcasters are paid for new transmitters. The regulator has set a "
        "calendar by "
        "region, and interference with old receivers is expected in border areas." },
    { "spectrum", "Regulator opens local licences to factories",
        "Factories and harbours may apply for spectrum of their own between 3.7 and 3.8 GHz. A local licence "
        "costs a "
        "small fee and needs no auction. Mobile operators object that the band is lost to them. The "
        "regulator expects "
        "some hundred licences in the first year." },
    { "flood", "Flood defences on the lower river are too low",
        "A survey of the dykes along the lower river found that a third would not hold back a flood such as "
        "that of "
        "1953. The water board asks for money to raise the dykes and to give the river more room. Insurers "
        "already "
        "refuse cover in parts of the flood plain." },
    { "flood", "Who may still build on the flood plain",
        "Planning rules forbid new houses on the flood plain, yet councils approved two thousand last year. "
        "The water "
        "board may object but not refuse. After the flood in autumn, insurers published a map of houses that "
        "they will "
        "not insure, and buyers learn of the risk when they ask for cover." },
    { "flood", "The barrier in the estuary closes too often",
        "The barrier was built to close twice a year against floods from the sea. It closed eleven times "
        "last winter. "
        "While it is closed the river cannot drain, and the dykes upstream hold back the water of the river. "
        "The water "
        "board studies a second barrier nearer to the sea and, until then, higher dykes." },
    { "flood", "Giving the river room: results after ten years",
        "Ten years ago the water board moved four dykes back from the river. The flood of last winter ran "
        "thirty "
        "centimetres lower than before. Farmers whose land now stores flood water are paid for lost "
        "harvests. Raising "
        "the old dykes would have cost more, according to the water board." },
    { "flood", "Flood insurance: a pool for houses at risk",
        "Insurers and the government have agreed on a pool that covers houses on the flood plain. Every "
        "policy pays a "
        "small levy. Houses built after 2009 stay outside, so that the pool does not reward building behind "
        "weak "
        "dykes. The water board supplies the maps of flood risk." },
    { "school", "Fewer pupils, the same number of schools",
        "The number of pupils falls by a tenth until 2030. Small primary schools in the countryside lose "
        "teachers "
        "first, because money follows pupils. The ministry of education suggests that schools share head "
        "teachers. "
        "Parents prefer a small school near home to a larger one by bus." },
    { "school", "Teachers leave after five years: why",
        "One in four teachers gives up the classroom within five years. A survey by the ministry of "
        "education names "
        "paperwork, large classes and pay. Schools in poorer districts lose most teachers and fill the gaps "
        "with "
        "substitutes, and their pupils fall behind in reading and arithmetic." },
    { "school", "Reading at the age of nine: the new tests",
        "Pupils in the fourth class read less well than their peers ten years ago, the tests show. The gap "
        "between "
        "schools has grown. The ministry of education wants twenty minutes of reading each day; teachers ask "
        "for more "
        "staff rather than more tests." },
    { "school", "Head teachers wanted",
        "Every eighth primary school has no head teacher. The post pays little more than a class teacher "
        "earns and "
        "brings evenings of paperwork. Two regions let head teachers lead three schools at once with an "
        "office that "
        "takes the paperwork, and pupils and parents seem content." },
    { "school", "Free lunches in primary schools: costs and effects",
        "Free school lunches reach all pupils of primary schools from autumn. Studies of earlier trials saw "
        "better "
        "attendance and calmer classrooms. The ministry of education pays per pupil and meal; schools "
        "without a "
        "kitchen must buy meals, and head teachers doubt that the money is enough." },
    { "cable", "Undersea cables: who repairs them",
        "Three ships repair the undersea cables of a whole ocean. When an anchor cuts a cable, traffic moves "
        "to other "
        "cables within seconds, but islands with a single cable go dark. The navy watches landing stations, "
        "and owners "
        "of cables ask for a fund that keeps repair ships at sea." },
    { "cable", "An anchor, a storm and two broken cables",
        "Two undersea cables broke within a day, and investigators look at the anchor of a tanker. A repair "
        "ship "
        "needed two weeks. The navy now escorts tankers past the landing stations. Cutting a cable by "
        "negligence is "
        "rarely punished outside coastal waters." },
    { "cable", "Landing stations: the weak end of the cable",
        "Where an undersea cable comes ashore stands a landing station, often a plain shed. Sixteen cables "
        "end in one "
        "such bay. The government wants landing stations guarded like power plants and spread along the "
        "coast; the "
        "owners of the cables fear the cost." },
    { "cable", "Ownership of undersea cables shifts to platforms",
        "Large platforms own or rent most of the capacity in new undersea cables. Telephone companies, which "
        "once "
        "owned every cable, now rent fibres. Landing stations move to places with cheap power, and states "
        "learn about "
        "a new cable when its owner applies for a permit." },
    { "cable", "Law of the sea and the broken cable",
        "The convention protects undersea cables on the high seas, but only the flag state of a ship may "
        "punish its "
        "captain. After the anchor of a freighter dragged across a cable, the flag state did nothing. "
        "Lawyers propose "
        "that coastal states may board a ship that damages a cable." },
};

enum { RELATED_TEXT_COUNT = sizeof related_texts / sizeof *related_texts };
#endif
