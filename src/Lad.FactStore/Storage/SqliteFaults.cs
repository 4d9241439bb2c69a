using Microsoft.Data.Sqlite;

namespace Lad.FactStore.Storage;

/// <summary>What SQLite's errors mean for an operator.</summary>
internal static class SqliteFaults
{
    public static DatabaseFault Classify(SqliteException failure) => failure.SqliteErrorCode switch
    {
        5 or 6 => Final("another process keeps it locked. Look which one has the file open (lsof, fuser); one that only reads does not lock it."),
        3 or 14 or 23 => Final("it cannot be opened: let this user read and write the file and its directory."),
        8 => Final("it cannot be written: let this user write the file and its directory, or mount the volume for writing."),
        10 => Final($"the disk failed ({failure.SqliteExtendedErrorCode}): look at the system's log."),
        11 => Final("it is damaged. Stop the store, keep a copy of the file and of those with -wal and -shm beside it, then restore a backup, or rescue what is there with sqlite3 FILE .recover."),
        13 => Final("the disk is full: make room; nothing that was acknowledged is lost."),
        26 => Final("the file is no SQLite database. Name another by FactStore:ConnectionString, or move it away."),
        _ => Final(failure.Message),
    };

    private static DatabaseFault Final(string reason) => new(reason, MayPass: false, IsConnectionLost: false);
}
