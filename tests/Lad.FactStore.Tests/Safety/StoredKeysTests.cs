using System.Net;
using Lad.FactStore.Anomalies;
using Lad.FactStore.Auditing;
using Lad.FactStore.Feedback;
using Lad.FactStore.Hosting;
using Lad.FactStore.Status;
using Lad.FactStore.Storage;
using Lad.FactStore.Tests.Hosting;
using Lad.FactStore.Tests.Storage;
using Lad.Pipeline.Tests;

namespace Lad.FactStore.Tests.Safety;

public sealed class StoredKeysTests
{
    [Theory, OnSqlite, OnPostgresql]
    public async Task A_session_of_one_server_is_one_of_every_server_on_the_database(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.File("tokens"), $"maria editor {TestStore.EditorToken}\n");
        var options = new FactStoreOptions { Port = 0, TokenFile = directory.File("tokens") };

        Assert.Equal(HttpStatusCode.NotFound, await OnTwoServersAsync(database, options, options));
        Assert.Equal(HttpStatusCode.Redirect, await OnTwoServersAsync(database, options, options with { KeyDirectory = directory.File("keys") }));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory.File("keys")));
    }

    private static async Task<HttpStatusCode> OnTwoServersAsync(TestDatabase database, FactStoreOptions first, FactStoreOptions second)
    {
        await using FactStoreHost one = await StartAsync(database, first);
        await using FactStoreHost other = await StartAsync(database, second);
        using var browser = new Browser(one.Address);
        (await browser.SignInAsync(TestStore.EditorToken)).Dispose();
        Assert.Single(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "lad");
        using var there = new Browser(other.Address);
        foreach (Cookie cookie in browser.Cookies.GetAllCookies()) there.Cookies.Add(other.Address, new Cookie(cookie.Name, cookie.Value));
        using HttpResponseMessage answer = await there.GetAsync("/nowhere");
        return answer.StatusCode;
    }

    private static async Task<FactStoreHost> StartAsync(TestDatabase test, FactStoreOptions options)
    {
        FactStoreDatabase database = await test.OpenAsync();
        var clock = TimeProvider.System;
        return await FactStoreHost.StartAsync(options, new FactStoreParts
        {
            Database = database,
            Ledger = new FeedbackLedger(database, clock),
            Archive = new AnomalyArchive(database, clock),
            Tail = new LiveTail(),
            Audit = new AuditTrail(database, clock),
            Status = new PipelineStatus(clock),
            Clock = clock,
        });
    }
}
