#include "CEmbeddedData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define EMBED_BEGIN(name) \
  const char *embedded_##name(void) { \
    static const char bytes[] = {
#define EMBED_END \
  }; \
  return bytes; \
  }

// clang-format off
EMBED_BEGIN(abbreviations_de)
#embed "../Segmentation/Data/abbreviations.de.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(abbreviations_en)
#embed "../Segmentation/Data/abbreviations.en.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(boundary_weights)
#embed "../Segmentation/Data/boundary-weights.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(aligner_weights)
#embed "../SentenceAlignment/Data/weights.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(aligner_weights_first)
#embed "../SentenceAlignment/Data/weights-first.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(aligner_weights_encoder)
#embed "../SentenceAlignment/Data/weights-encoder.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(aligner_weights_lexical)
#embed "../SentenceAlignment/Data/weights-lexical.txt" suffix(, 0)
EMBED_END

EMBED_BEGIN(aligner_weights_lexical_encoder)
#embed "../SentenceAlignment/Data/weights-lexical-encoder.txt" suffix(, 0)
EMBED_END

const void *embedded_model(size_t *size) {
  static const unsigned char bytes[] __attribute__((aligned(64))) = {
#embed "../BilingualModel/Data/de-en.satzvec"
  };
  *size = sizeof bytes;
  return bytes;
}
