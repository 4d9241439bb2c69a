using System.Xml.Linq;
using Lad.FactStore.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Lad.FactStore.Safety;

/// <summary>The keys that sessions and forms are protected with, in the database: whoever can read all of it could make sessions, and already knows what they would show.</summary>
internal sealed class StoredKeys(FactStoreDatabase database) : IXmlRepository
{
    // Asked at the start and about once a day, by code that cannot wait otherwise.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. database.ReadAsync(session => session.QueryAsync<string>("SELECT xml FROM protection_keys ORDER BY name"), CancellationToken.None).GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => database.WriteAsync(
        session => session.ExecuteAsync("INSERT INTO protection_keys (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO NOTHING", new { name = friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) }),
        Commit.MayRepeat,
        CancellationToken.None).GetAwaiter().GetResult();
}
