// libpq, PostgreSQL's client library, as Debian's libpq-dev installs it; see https://www.postgresql.org/docs/15/libpq.html.
#pragma once

#include <libpq-fe.h>
