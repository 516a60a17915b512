// ICU's functions carry a version suffix that a macro adds (`ubrk_open` is `ubrk_open_72`), which Swift's importer cannot follow.
// Each wrapper below is the ICU function of the same name; see https://unicode-org.github.io/icu-docs/apidoc/released/icu4c/.
#pragma once

// Swift's Foundation comes with a newer ICU in a module of its own, whose enumeration of this name has more cases: a test that imports both would
// not compile, since clang takes the two for one.
#define UErrorCode CICUErrorCode

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#define CICU_INLINE static inline

CICU_INLINE const char *cicu_errorName(UErrorCode code) { return u_errorName(code); }
CICU_INLINE const char *cicu_version(void) { return U_ICU_VERSION; }

// Break iteration.
CICU_INLINE UBreakIterator *cicu_ubrk_open(UBreakIteratorType type, const char *locale, UErrorCode *status) {
  return ubrk_open(type, locale, NULL, 0, status);
}
CICU_INLINE void cicu_ubrk_close(UBreakIterator *iterator) { ubrk_close(iterator); }
CICU_INLINE void cicu_ubrk_setText(UBreakIterator *iterator, const UChar *text, int32_t length, UErrorCode *status) {
  ubrk_setText(iterator, text, length, status);
}
CICU_INLINE int32_t cicu_ubrk_first(UBreakIterator *iterator) { return ubrk_first(iterator); }
CICU_INLINE int32_t cicu_ubrk_next(UBreakIterator *iterator) { return ubrk_next(iterator); }
CICU_INLINE int32_t cicu_ubrk_getRuleStatus(UBreakIterator *iterator) { return ubrk_getRuleStatus(iterator); }

// Regular expressions.
CICU_INLINE URegularExpression *cicu_uregex_open(
  const UChar *pattern, int32_t length, uint32_t flags, UParseError *where, UErrorCode *status
) {
  return uregex_open(pattern, length, flags, where, status);
}
CICU_INLINE void cicu_uregex_close(URegularExpression *regex) { uregex_close(regex); }
CICU_INLINE void cicu_uregex_setText(URegularExpression *regex, const UChar *text, int32_t length, UErrorCode *status) {
  uregex_setText(regex, text, length, status);
}
CICU_INLINE void cicu_uregex_setTimeLimit(URegularExpression *regex, int32_t limit, UErrorCode *status) {
  uregex_setTimeLimit(regex, limit, status);
}
CICU_INLINE void cicu_uregex_setStackLimit(URegularExpression *regex, int32_t limit, UErrorCode *status) {
  uregex_setStackLimit(regex, limit, status);
}
CICU_INLINE void cicu_uregex_setRegion(URegularExpression *regex, int32_t start, int32_t limit, UErrorCode *status) {
  uregex_setRegion(regex, start, limit, status);
}
// Look-around and word boundaries see the text around a region, and `^` and `$` mean the ends of the text, not of the region.
CICU_INLINE void cicu_uregex_seeBeyondRegion(URegularExpression *regex, UErrorCode *status) {
  uregex_useTransparentBounds(regex, 1, status);
  uregex_useAnchoringBounds(regex, 0, status);
}
CICU_INLINE UBool cicu_uregex_matches(URegularExpression *regex, UErrorCode *status) { return uregex_matches(regex, -1, status); }
CICU_INLINE UBool cicu_uregex_lookingAt(URegularExpression *regex, UErrorCode *status) { return uregex_lookingAt(regex, -1, status); }
CICU_INLINE UBool cicu_uregex_find(URegularExpression *regex, int32_t start, UErrorCode *status) {
  return uregex_find(regex, start, status);
}
CICU_INLINE UBool cicu_uregex_findNext(URegularExpression *regex, UErrorCode *status) { return uregex_findNext(regex, status); }
CICU_INLINE int32_t cicu_uregex_groupCount(URegularExpression *regex, UErrorCode *status) { return uregex_groupCount(regex, status); }
CICU_INLINE int32_t cicu_uregex_start(URegularExpression *regex, int32_t group, UErrorCode *status) {
  return uregex_start(regex, group, status);
}
CICU_INLINE int32_t cicu_uregex_end(URegularExpression *regex, int32_t group, UErrorCode *status) {
  return uregex_end(regex, group, status);
}

// Normalisation.
CICU_INLINE const UNormalizer2 *cicu_unorm2_getNFCInstance(UErrorCode *status) { return unorm2_getNFCInstance(status); }
CICU_INLINE const UNormalizer2 *cicu_unorm2_getNFDInstance(UErrorCode *status) { return unorm2_getNFDInstance(status); }
CICU_INLINE int32_t cicu_unorm2_normalize(
  const UNormalizer2 *normalizer, const UChar *text, int32_t length, UChar *out, int32_t capacity, UErrorCode *status
) {
  return unorm2_normalize(normalizer, text, length, out, capacity, status);
}
CICU_INLINE int32_t cicu_unorm2_spanQuickCheckYes(const UNormalizer2 *normalizer, const UChar *text, int32_t length, UErrorCode *status) {
  return unorm2_spanQuickCheckYes(normalizer, text, length, status);
}

// Character properties.
CICU_INLINE UChar32 cicu_u_tolower(UChar32 c) { return u_tolower(c); }

// Charset detection and conversion.
CICU_INLINE UCharsetDetector *cicu_ucsdet_open(UErrorCode *status) { return ucsdet_open(status); }
CICU_INLINE void cicu_ucsdet_close(UCharsetDetector *detector) { ucsdet_close(detector); }
CICU_INLINE void cicu_ucsdet_setText(UCharsetDetector *detector, const char *bytes, int32_t length, UErrorCode *status) {
  ucsdet_setText(detector, bytes, length, status);
}
CICU_INLINE const UCharsetMatch **cicu_ucsdet_detectAll(UCharsetDetector *detector, int32_t *found, UErrorCode *status) {
  return ucsdet_detectAll(detector, found, status);
}
CICU_INLINE const char *cicu_ucsdet_getName(const UCharsetMatch *match, UErrorCode *status) { return ucsdet_getName(match, status); }
CICU_INLINE int32_t cicu_ucsdet_getConfidence(const UCharsetMatch *match, UErrorCode *status) {
  return ucsdet_getConfidence(match, status);
}
CICU_INLINE UConverter *cicu_ucnv_open(const char *name, UErrorCode *status) { return ucnv_open(name, status); }
CICU_INLINE void cicu_ucnv_close(UConverter *converter) { ucnv_close(converter); }
// Malformed input stops the conversion with an error code instead of becoming U+FFFD.
CICU_INLINE void cicu_ucnv_stopOnError(UConverter *converter, UErrorCode *status) {
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, status);
}
CICU_INLINE void cicu_ucnv_toUnicode(
  UConverter *converter, UChar **target, const UChar *targetLimit, const char **source, const char *sourceLimit, UBool flush,
  UErrorCode *status
) {
  ucnv_toUnicode(converter, target, targetLimit, source, sourceLimit, NULL, flush, status);
}
CICU_INLINE int8_t cicu_ucnv_invalidLength(const UConverter *converter, UErrorCode *status) {
  char bytes[32];
  int8_t length = sizeof bytes;
  ucnv_getInvalidChars(converter, bytes, &length, status);
  return length;
}
