/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_BASE_ICU_H
#define BRIEF_BASE_ICU_H
/*
 * icu: the functions of ICU that are called, as icu()->ucol_open(...). The library is loaded when the first
 * is asked for: the tables of its classes take the loader longer than all else that a process needs to start,
 * and a command that finds nothing to do calls none. Types and names are those of the headers of ICU, in
 * which each name ends in the number of a version.
 */
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/uenum.h>
#include <unicode/uidna.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/upluralrules.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

/* To call one more: its name here. */
/* clang-format off */
#define ICU_FUNCTIONS(X) \
    X(u_charDigitValue) X(u_charDirection) X(u_charName) X(u_charType) X(u_errorName) X(u_getIntPropertyValue) \
    X(u_hasBinaryProperty) X(u_init) X(u_isalnum) \
    X(u_strFoldCase) X(u_strFromUTF8) X(u_strFromUTF8WithSub) X(u_strToLower) X(u_strToUTF8) \
    X(u_strToUTF8WithSub) X(u_strToUpper) X(u_tolower) \
    X(ubrk_close) X(ubrk_getRuleStatus) X(ubrk_last) X(ubrk_next) X(ubrk_open) X(ubrk_preceding) \
    X(ubrk_previous) X(ubrk_setText) \
    X(ucal_clear) X(ucal_close) X(ucal_get) X(ucal_getCanonicalTimeZoneID) X(ucal_getMillis) \
    X(ucal_getTimeZoneID) X(ucal_getTimeZoneTransitionDate) X(ucal_open) \
    X(ucal_openTimeZoneIDEnumeration) X(ucal_setAttribute) X(ucal_setDateTime) X(ucal_setGregorianChange) \
    X(ucal_setMillis) \
    X(ucnv_close) X(ucnv_open) X(ucnv_toUChars) \
    X(ucol_close) X(ucol_getSortKey) X(ucol_open) X(ucol_setAttribute) X(ucol_strcollUTF8) \
    X(uenum_close) X(uenum_next) \
    X(uidna_close) X(uidna_nameToASCII_UTF8) X(uidna_openUTS46) \
    X(uldn_close) X(uldn_localeDisplayName) X(uldn_openForContext) \
    X(uloc_forLanguageTag) X(uloc_getCountry) X(uloc_getISO3Language) X(uloc_getLanguage) \
    X(uloc_isRightToLeft) \
    X(ulocdata_close) X(ulocdata_getDelimiter) X(ulocdata_getExemplarSet) X(ulocdata_open) \
    X(unorm2_getDecomposition) X(unorm2_getNFCInstance) X(unorm2_getNFDInstance) X(unorm2_getNFKCCasefoldInstance) \
    X(unorm2_getNFKCInstance) X(unorm2_getNFKDInstance) X(unorm2_isNormalized) X(unorm2_normalize) \
    X(uplrules_close) X(uplrules_open) X(uplrules_select) \
    X(uscript_breaksBetweenLetters) X(uscript_getScript) X(uscript_isCased) \
    X(uset_close) X(uset_getItem) X(uset_getItemCount) X(uset_size) \
    X(uspoof_close) X(uspoof_getSkeleton) X(uspoof_open) \
    X(utrans_close) X(utrans_openU) X(utrans_transUChars)
/* clang-format on */

#define ICU_MEMBER(name) __typeof__(name) *(name);
struct icu {
    ICU_FUNCTIONS(ICU_MEMBER)
};
#undef ICU_MEMBER

extern const struct icu *icu_loaded; /* NULL: not yet */
/* Ends the program with exit code 3 when the library is not there. What forks workers loads it before. */
const struct icu *icu_load(void);

static inline const struct icu *icu(void)
{
    return icu_loaded ? icu_loaded : icu_load();
}
#endif
