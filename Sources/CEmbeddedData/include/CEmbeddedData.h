// The data files that ship inside the binary, so that an installed copy needs no path. Each function gives the file's bytes; texts are NUL-terminated.
#pragma once

#include <stddef.h>

const char *embedded_abbreviations_de(void);
const char *embedded_abbreviations_en(void);
const char *embedded_boundary_weights(void);
const char *embedded_aligner_weights(void);
const char *embedded_aligner_weights_first(void);
const char *embedded_aligner_weights_encoder(void);
const char *embedded_aligner_weights_lexical(void);
const char *embedded_aligner_weights_lexical_encoder(void);

// A bilingual model of `size` bytes, aligned to 64.
const void *embedded_model(size_t *size);
