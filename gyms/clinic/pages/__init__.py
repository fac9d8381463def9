"""The clinic's pages, one module per part of the site; `gyms.clinic.site` puts them together."""
