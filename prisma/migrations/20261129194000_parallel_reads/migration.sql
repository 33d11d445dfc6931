-- Row security asks this of every row it lets through. Unmarked it forbids parallel plans on every tenant table; it only reads a setting.
ALTER FUNCTION current_tenant() PARALLEL SAFE;
