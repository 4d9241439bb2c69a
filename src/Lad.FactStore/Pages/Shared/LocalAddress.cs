using Lad.FactStore.Safety;

namespace Lad.FactStore.Pages.Shared;

/// <summary>Where a form says that the browser came from: a page of this server, or else the first.</summary>
internal static class LocalAddress
{
    /// <summary>The address, without what was said there before.</summary>
    public static string OrHome(string address)
    {
        string path = ReturnPath.Of(address);
        int query = path.IndexOf('?');
        if (query < 0) return path;
        string rest = string.Join('&', path[(query + 1)..].Split('&').Where(static part => !part.StartsWith("said=", StringComparison.Ordinal)));
        return rest.Length == 0 ? path[..query] : $"{path[..query]}?{rest}";
    }
}
