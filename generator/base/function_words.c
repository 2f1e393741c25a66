/* SPDX-License-Identifier: MIT */
/* One row a language. Words are written as a search compares them: lower case, no accents. */
#include "base/function_words.h"
#include <string.h>

struct function_words {
    const char *tag;
    const char *words; /* between blanks */
};

static const struct function_words languages[] = {
    { "en", " a about after all also an and any are as at be because been before being between but by can "
            "could did do does each for from had has have he her his how i if in into is it its me more "
            "most my no nor not of on one only or other our out over she should so some such than that the "
            "their them then there these they this those through to under up was we were what when where "
            "which while who why with would you your " },
    { "de", " aber als am an auch auf aus bei bis da das dass dem den der des die dies diese diesem diesen "
            "dieser dieses durch ein eine einem einen einer eines er es fur gegen hat ich ihr ihre im in ist "
            "man mit nach nicht noch nur ob oder ohne sein sich sie sind so uber um und unter vom von vor "
            "war was wenn werden wie wir wird wurde zu zum zur zwischen " },
    { "fr", " a au aux avec ce ces cette comme d dans de des donc du elle elles en est et etre il ils j je l "
            "la le les leur leurs lui m mais me n ne nos notre nous on ont ou par pas plus pour qu que qui s "
            "sa sans se ses son sont sous sur un une vos votre vous y " },
    { "es", " a al como con de del desde donde e el ella ellos en entre era es esta estas este estos fue ha "
            "han hasta la las le les lo los mas no o para pero por que se ser si sin sobre son su sus un una "
            "unos y ya " },
    { "it",
        " a ad ai al alla alle anche che come con da dal dalla dei del della delle di e ed gli i il in io "
        "la le lo ma nei nel nella non o per piu se si sono su sul sulla tra un una uno " },
    { "nl", " aan als bij dat de deze die dit door een en er het hij ik in is maar met naar niet nog of om "
            "ook op over te tot uit van voor was wat werd ze zich zij zijn " },
    { "pt", " a ao aos as com como da das de do dos e em entre era foi mais mas na nas no nos nao o os ou "
            "para pela pelo por que se sem ser seu sua sobre um uma " },
    { "sv", " att av de den det du efter eller en ett for fran han har hon i inte med men och om pa sig som "
            "till under ut var vi " },
    { "da", " af at da de den der det du efter eller en er et for fra han har hun i ikke med men og om pa "
            "sig som til var vi " },
    { "nb", " av at de den der det du eller en er et for fra han har hun i ikke med men og om pa seg som til "
            "var vi " },
    /* to add one: the language's tag, and its words in the alphabet */
};

static const struct function_words *find_language(text language)
{
    text rest = language;
    text base = language.length ? text_cut(&rest, '-') : TEXT_NONE;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (text_equal_ignoring_ascii_case(base, text_of(languages[i].tag)))
            return &languages[i];
    return NULL;
}

text function_words_of(text language)
{
    const struct function_words *found = find_language(language);
    return found ? text_trim(text_of(found->words)) : TEXT("");
}

bool function_words_contain(text language, text word)
{
    for (text rest = function_words_of(language); word.length && rest.length;)
        if (text_equal(text_cut(&rest, ' '), word))
            return true;
    return false;
}
