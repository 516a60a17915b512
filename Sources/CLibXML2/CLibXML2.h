// libxml2, as Debian's libxml2-dev installs it; see https://gnome.pages.gitlab.gnome.org/libxml2/html/.
#pragma once

// libxml2's headers include ICU's: see CICU.h.
#define UErrorCode CICUErrorCode

#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
