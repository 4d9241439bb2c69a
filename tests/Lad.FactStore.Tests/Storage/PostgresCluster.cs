using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Lad.FactStore.Tests.Storage;

/// <summary>
/// A PostgreSQL server in a temporary directory, started with the first test that needs one and gone with the process: it listens on a socket in its directory, and stops when the pipe to it is closed.
/// </summary>
internal sealed class PostgresCluster
{
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(() => StartAsync("-c fsync=off -c full_page_writes=off -c synchronous_commit=off"));
    private readonly string directory;
    private readonly string options;
    private Process server;
    private int databases;

    private PostgresCluster(string directory, string options)
    {
        this.directory = directory;
        this.options = options;
        server = Launch();
    }

    /// <summary>Why there is none; <see langword="null"/> when there is.</summary>
    public static string? WhyNot { get; } = Binaries is null ? "PostgreSQL is not installed (apt-get install postgresql)" : null;

    private static string? Binaries => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max(StringComparer.Ordinal)
        : null;

    /// <summary>The cluster that tests share; it is quick and not durable.</summary>
    public static Task<PostgresCluster> SharedAsync() => Shared.Value;

    /// <summary>Starts a cluster of a test's own.</summary>
    public static async Task<PostgresCluster> StartAsync(string options)
    {
        string directory = Directory.CreateTempSubdirectory("lad-pg-").FullName;
        if (Environment.UserName == "root") await RunAsync("chown", "postgres", directory);
        await RunAsync("/bin/sh", "-c", $"{Privileges()}{Binaries}/initdb -D {directory}/data -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null && cp {directory}/data/pg_hba.conf {directory}/hba && (echo local all guest scram-sha-256; cat {directory}/hba) > {directory}/data/pg_hba.conf");
        var cluster = new PostgresCluster(directory, options);
        await cluster.AnswersAsync();
        return cluster;
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        string name = $"test{Interlocked.Increment(ref databases)}";
        await using NpgsqlConnection connection = await OpenAsync();
        await RunAsync(connection, $"CREATE DATABASE {name}");
        return $"Host={directory};Username=postgres;Database={name};Maximum Pool Size=20";
    }

    /// <summary>Makes a user who has to give a password.</summary>
    public async Task CreateGuestAsync(string password)
    {
        await using NpgsqlConnection connection = await OpenAsync();
        await RunAsync(connection, $"CREATE ROLE guest LOGIN PASSWORD '{password}'");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Kills the server as a power cut would, and starts it again.</summary>
    public async Task CrashAndStartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Kills the server.</summary>
    public async Task StopAsync()
    {
        await server.StandardInput.WriteLineAsync("keep");
        await server.WaitForExitAsync();
        server.Dispose();
    }

    /// <summary>Starts the server that was killed.</summary>
    public async Task StartAgainAsync()
    {
        server = Launch();
        await AnswersAsync();
    }

    private static string Privileges() => Environment.UserName == "root" ? "setpriv --reuid=postgres --regid=postgres --init-groups " : "";

    /// <summary>The shell waits for a line, or for the end of its input, which comes with this process's end however that comes: then it kills the server and, without the line, removes it.</summary>
    private Process Launch() => Process.Start(new ProcessStartInfo("/bin/sh")
    {
        ArgumentList =
        {
            "-c",
            $"{Privileges()}{Binaries}/postgres -D {directory}/data -k {directory} -c listen_addresses= -c unix_socket_permissions=0777 -c max_connections=200 {options} >{directory}.log 2>&1 </dev/null & server=$!; read end; kill -QUIT $server; wait $server; [ \"$end\" = keep ] || rm -rf {directory} {directory}.log",
        },
        RedirectStandardInput = true,
        UseShellExecute = false,
    })!;

    private async Task AnswersAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await using NpgsqlConnection connection = await OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 600)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"Host={directory};Username=postgres;Database=postgres;Pooling=false");
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var output = new StringBuilder();
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false } };
        process.OutputDataReceived += (_, line) => { lock (output) output.AppendLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (output) output.AppendLine(line.Data); };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }
}
