// libxml2, as Debian's libxml2-dev installs it; see https://gnome.pages.gitlab.gnome.org/libxml2/html/.
#pragma once

// Debian's headers bring in those of ICU, for two fields at the end of a structure that is only pointed to. Foundation's own ICU would clash with
// them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
