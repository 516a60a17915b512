// The data files that ship inside the binary, so that an installed copy needs no path. Each function gives the file's bytes, NUL-terminated.
#pragma once

const char *embedded_abbreviations_de(void);
const char *embedded_abbreviations_en(void);
const char *embedded_aligner_weights(void);
