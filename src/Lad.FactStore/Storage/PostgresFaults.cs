using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Lad.FactStore.Storage;

/// <summary>What PostgreSQL's errors mean for an operator.</summary>
internal static class PostgresFaults
{
    public static DatabaseFault Classify(DbException failure) => failure is PostgresException answer ? Answered(answer) : Unanswered(failure);

    private static DatabaseFault Answered(PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => new("it was busy with other changes of the same rows: try again.", MayPass: true, IsConnectionLost: false),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => new("the server is stopping or starting: wait for it.", MayPass: true, IsConnectionLost: true),
        PostgresErrorCodes.TooManyConnections => new("it has no connection left: allow more (max_connections), or fewer in the stores (Maximum Pool Size).", MayPass: true, IsConnectionLost: false),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Final("the server refuses the user or the password: look at FactStore:ConnectionString and the server's pg_hba.conf."),
        PostgresErrorCodes.InvalidCatalogName => Final("there is no such database: make it (createdb NAME), or name another."),
        PostgresErrorCodes.InsufficientPrivilege => Final($"the user may not do that ({failure.MessageText}): make it the owner of the database, or grant it CREATE on the schema."),
        PostgresErrorCodes.DuplicateTable => Final($"{failure.MessageText}, of another program: give the fact store a database of its own, or a schema (Search Path=lad)."),
        PostgresErrorCodes.ReadOnlySqlTransaction => Final("the server takes no changes, as a standby does: name the primary (Target Session Attributes=primary)."),
        PostgresErrorCodes.DiskFull => Final("the server's disk is full: make room; nothing that was acknowledged is lost."),
        _ => Final($"the server says {failure.SqlState}: {failure.MessageText}."),
    };

    private static DatabaseFault Unanswered(DbException failure) => failure.InnerException switch
    {
        TimeoutException => new("the server did not answer in time: look whether it is up, and what locks it (pg_stat_activity).", MayPass: false, IsConnectionLost: true),
        SocketException or IOException => new($"the server cannot be reached ({failure.InnerException.Message}): look whether it is up, and at host and port.", MayPass: true, IsConnectionLost: true),
        _ => new($"the server cannot be used: {failure.Message}", MayPass: false, IsConnectionLost: true),
    };

    private static DatabaseFault Final(string reason) => new(reason, MayPass: false, IsConnectionLost: false);
}
