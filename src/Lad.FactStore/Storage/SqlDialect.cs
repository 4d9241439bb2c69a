namespace Lad.FactStore.Storage;

/// <summary>
/// Where SQLite and PostgreSQL differ in what they are asked. Everything else is written once, in the SQL that both understand: <c>BIGINT</c> for whole numbers, times (ticks, UTC) and fingerprints (the bits),
/// <c>DOUBLE PRECISION</c>, <c>ON CONFLICT</c>, <c>RETURNING</c>, parameters as <c>@name</c>.
/// </summary>
internal sealed class SqlDialect
{
    private readonly (string Token, string Sql)[] tokens;

    private SqlDialect(string name, params (string Token, string Sql)[] tokens)
    {
        Name = name;
        this.tokens = tokens;
    }

    /// <summary>SQLite. A <c>{key}</c> is the table's own row number there.</summary>
    public static SqlDialect Sqlite { get; } = new("sqlite", ("{text}", "TEXT"), ("{bytes}", "BLOB"), ("{key}", "INTEGER NOT NULL PRIMARY KEY"), ("{identity}", "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"), ("{without rowid}", "WITHOUT ROWID"));

    /// <summary>PostgreSQL. Text is compared by its code points, as SQLite does, whatever the database's locale.</summary>
    public static SqlDialect Postgresql { get; } = new("postgresql", ("{text}", "TEXT COLLATE \"C\""), ("{bytes}", "BYTEA"), ("{key}", "BIGINT NOT NULL PRIMARY KEY"), ("{identity}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"), ("{without rowid}", ""));

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is PostgreSQL, where SQL has to differ.</summary>
    public bool IsPostgresql => ReferenceEquals(this, Postgresql);

    /// <summary>
    /// A migration's text in this dialect: its words for <c>{text}</c>, <c>{bytes}</c>, <c>{key}</c> (a number given by the program), <c>{identity}</c> (one given by the database) and <c>{without rowid}</c>;
    /// lines between <c>-- only: sqlite</c> (or <c>postgresql</c>) and <c>-- end</c> are for that one alone.
    /// </summary>
    public string Translate(string script)
    {
        var kept = new List<string>();
        string only = Name;
        foreach (string line in script.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith("-- only: ", StringComparison.Ordinal)) only = trimmed["-- only: ".Length..];
            else if (trimmed == "-- end") only = Name;
            else if (only == Name) kept.Add(line);
        }

        return tokens.Aggregate(string.Join('\n', kept), (text, token) => text.Replace(token.Token, token.Sql, StringComparison.Ordinal));
    }
}
