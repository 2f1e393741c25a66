/* SPDX-License-Identifier: MIT */
/* One row a language. */
#include "base/language.h"
#include "base/arena.h"
#include "base/byte.h"
#include "base/count.h"

struct language {
    const char *tag;
    const char *stem_algorithm; /* Snowball's name; NULL: it has none */
    /* Lists between blanks, with one at both ends; NULL: none. */
    const char *function_words; /* as a search compares words: lower case, no accents */
    const char *stop_words;     /* lower case */
};

static const struct language languages[] = {
    { "en", "english",
        " a about after all also an and any are as at be because been before being between but by "
        "can could did do does each for from had has have he her his how i if in into is it its me "
        "more most my no nor not of on one only or other our out over she should so some such than "
        "that the their them then there these they this those through to under up was we were what "
        "when where which while who why with would you your ",
        " the of and to in a is that for on it as with be by are at this was from or have an which "
        "not but were has been their its they will would more can also than other about such into "
        "if there these when who what we our you your his her he she had may should could one all "
        "some any no only over most between after before during through while under both each "
        "those them so out up do does did how many much where then because us i said says new two "
        "first year years per cent " },
    { "de", "german",
        " aber als am an auch auf aus bei bis da das dass dem den der des die dies diese diesem "
        "diesen dieser dieses durch ein eine einem einen einer eines er es fur gegen hat ich ihr "
        "ihre im in ist man mit nach nicht noch nur ob oder ohne sein sich sie sind so uber um und "
        "unter vom von vor war was wenn werden wie wir wird wurde zu zum zur zwischen ",
        " der die das und in zu den von mit ist des im auf dem nicht ein eine als auch es an "
        "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem einen so zum war "
        "haben nur oder aber vor zur bis mehr durch man sein wurde wenn ihre kann gegen vom schon "
        "unter sich dieser diese dieses eines diesem diesen ihr ihrer ihren sowie wir " },
    { "fr", "french",
        " a au aux avec ce ces cette comme d dans de des donc du elle elles en est et etre il ils "
        "j je l la le les leur leurs lui m mais me n ne nos notre nous on ont ou par pas plus pour "
        "qu que qui s sa sans se ses son sont sous sur un une vos votre vous y ",
        " le la les de des du un une et en que qui dans pour sur pas plus par au aux ce cette ces "
        "est sont il elle ils elles ne se sa son ses avec ou mais nous vous leur leurs on comme "
        "tout aussi y a ont d l s n c j qu " },
    { "es", "spanish",
        " a al como con de del desde donde e el ella ellos en entre era es esta estas este estos "
        "fue ha han hasta la las le les lo los mas no o para pero por que se ser si sin sobre son "
        "su sus un una unos y ya ",
        " el la los las de del un una y en que por con para se su sus no es son lo al como más o "
        "pero este esta estos estas ha han fue ser sobre entre también sin ya le les cuando muy " },
    { "it", "italian",
        " a ad ai al alla alle anche che come con da dal dalla dei del della delle di e ed gli i "
        "il in io la le lo ma nei nel nella non o per piu se si sono su sul sulla tra un una uno ",
        " il la lo le gli i un uno una di a da in con su per tra fra e ed o che non si del della "
        "dello dei delle degli dell al alla allo ai alle agli all dal dalla dallo dai dalle dall "
        "nel nella nello nei nelle negli nell sul sulla sui sulle sull è sono era ha hanno come "
        "anche più ma se ci ne loro suo sua suoi sue questo questa questi queste quello quella "
        "essere stato stata stati state può dopo quando cui dove ancora già solo " },
    { "nl", "dutch",
        " aan als bij dat de deze die dit door een en er het hij ik in is maar met naar niet nog "
        "of om ook op over te tot uit van voor was wat werd ze zich zij zijn ",
        " de het een en van in is dat op te voor met zijn aan er niet die om ook als bij door maar "
        "naar uit over worden wordt werd of tot dan nog deze dit heeft hebben had was waren kan "
        "kunnen moet moeten zal zullen meer al wel geen hun hij zij ze zich wat wie waar tussen "
        "tegen na onder zo omdat " },
    { "pt", "portuguese",
        " a ao aos as com como da das de do dos e em entre era foi mais mas na nas no nos nao o os "
        "ou para pela pelo por que se sem ser seu sua sobre um uma ",
        " o a os as um uma de do da dos das em no na nos nas ao aos à às por pelo pela pelos pelas "
        "para com sem e ou que não se é são foi foram ser está estão tem têm como mais mas também "
        "já seu sua seus suas este esta estes estas esse essa isso entre até sobre quando ainda só "
        "há depois muito pode " },
    { "pl", NULL,
        " a aby ale albo bez bo by byl byla bylo byly byc ci co czy dla do gdy go i ich im ja jak "
        "jako je jego jej jest juz ku lub ma mi mnie my na nad nie o od on ona one oni oraz po pod "
        "przed przez przy sa sie ta tak tam te tego tej ten to tu tych tym u w we wy z za ze zas ",
        " i w na z do nie się że to jest o za od po przez dla jak a ale ze są oraz ich jego jej "
        "który która które których być był była było były może tym tego tej także już tylko też co "
        "lub czy przy pod nad przed bez więc jednak gdy bardzo roku lat ma u ku " },
    { "sv", "swedish",
        " att av de den det du efter eller en ett for fran han har hon i inte med men och om pa "
        "sig som till under ut var vi ",
        " och i att det som en på är av för med till den har de inte om ett han hon var vi från så "
        "men ska skulle kan sig än när nu eller under efter vid också där mot detta denna dessa "
        "bara mer mycket man alla blir bli blev hade sin sitt sina mellan genom utan " },
    { "da", "danish",
        " af at da de den der det du efter eller en er et for fra han har hun i ikke med men og om "
        "pa sig som til var vi ",
        NULL },
    { "no", "norwegian", NULL, NULL },
    { "nb", "norwegian",
        " av at de den der det du eller en er et for fra han har hun i ikke med men og om pa seg "
        "som til var vi ",
        NULL },
    { "fi", "finnish", NULL, NULL }, { "ru", "russian", NULL, NULL }, { "hu", "hungarian", NULL, NULL },
    { "ro", "romanian", NULL, NULL }, { "tr", "turkish", NULL, NULL }, { "nn", "norwegian", NULL, NULL },
    { "ar", "arabic", NULL, NULL }, { "ca", "catalan", NULL, NULL }, { "el", "greek", NULL, NULL },
    { "eu", "basque", NULL, NULL }, { "ga", "irish", NULL, NULL }, { "hi", "hindi", NULL, NULL },
    { "hy", "armenian", NULL, NULL }, { "id", "indonesian", NULL, NULL }, { "lt", "lithuanian", NULL, NULL },
    { "ne", "nepali", NULL, NULL }, { "sr", "serbian", NULL, NULL }, { "ta", "tamil", NULL, NULL },
    { "yi", "yiddish", NULL, NULL },
    /* to add one: the language's tag, the name that Snowball has for it, its words in the alphabet */
};

static const struct language *find(text language)
{
    text rest = language;
    text base = language.length ? text_cut(&rest, '-') : TEXT_NONE;
    for (size_t i = 0; i < COUNT(languages); i++)
        if (text_equal_ignoring_ascii_case(base, text_of(languages[i].tag)))
            return &languages[i];
    return NULL;
}

/* tag = letter{2,8} ( "-" (letter | digit){1,8} )* */
bool language_is_tag(text language)
{
    size_t part_length = 0, part_number = 0;
    for (size_t i = 0; i <= language.length; i++) {
        bool is_end = i == language.length || language.bytes[i] == '-';
        if (is_end && (part_length == 0 || part_length > 8 || (part_number == 0 && part_length < 2)))
            return false;
        if (!is_end && !byte_is_letter(language.bytes[i]) &&
            (part_number == 0 || !byte_is_digit(language.bytes[i])))
            return false;
        part_length = is_end ? 0 : part_length + 1;
        part_number += is_end;
    }
    return true;
}

/* Of the parts behind the first, countries have two letters and scripts four; not behind a part of one
 * letter, where something else begins. */
text language_tag(struct arena *arena, text language)
{
    char *tag = arena_bytes(arena, language.length);
    size_t length = 0;
    bool has_names = true;
    for (text rest = language; rest.bytes;) {
        text part = text_cut(&rest, '-');
        has_names = has_names && part.length > 1;
        size_t capitals = length && has_names ? (part.length == 2) * 2 + (part.length == 4) : 0;
        for (size_t i = 0; i < part.length; i++)
            tag[length++] = i < capitals ? byte_to_upper(part.bytes[i]) : byte_to_lower(part.bytes[i]);
        if (rest.bytes)
            tag[length++] = '-';
    }
    return (text){ tag, length };
}

static size_t count_parts(text tag)
{
    size_t count = 0;
    for (; tag.bytes; count++)
        text_cut(&tag, '-');
    return count;
}

size_t language_nearness(text wanted, text offered)
{
    size_t shared = 0;
    text left = wanted, right = offered;
    while (left.bytes && right.bytes && text_equal(text_cut(&left, '-'), text_cut(&right, '-')))
        shared++;
    return shared ? 2 * shared + (shared == count_parts(offered)) + text_equal(wanted, offered) : 0;
}

const char *language_stem_algorithm(text language)
{
    const struct language *found = find(language);
    return found ? found->stem_algorithm : NULL;
}

text language_function_words(text language)
{
    const struct language *found = find(language);
    return found && found->function_words ? text_trim(text_of(found->function_words)) : TEXT("");
}

text language_stop_words(text language)
{
    const struct language *found = find(language);
    return found && found->stop_words ? text_trim(text_of(found->stop_words)) : TEXT("");
}
