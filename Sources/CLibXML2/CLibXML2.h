// libxml2, as Debian's libxml2-dev installs it; see https://gnome.pages.gitlab.gnome.org/libxml2/html/.
#pragma once

#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
