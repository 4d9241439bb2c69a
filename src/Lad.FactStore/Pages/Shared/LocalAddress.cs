namespace Lad.FactStore.Pages.Shared;

/// <summary>Addresses that a form names: only those of this server are followed.</summary>
internal static class LocalAddress
{
    private const int MaxLength = 1024;

    /// <summary>The address when it is a path on this server, else the first page.</summary>
    public static string OrHome(string address)
    {
        bool isLocal = address.Length is > 0 and <= MaxLength && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\')) && address.All(static unit => unit is > ' ' and < '\x7f' and not '\\' and not '#');
        return isLocal ? Without(address, "said") : "/";
    }

    /// <summary>Drops a part of the query.</summary>
    private static string Without(string address, string name)
    {
        int query = address.IndexOf('?');
        if (query < 0) return address;
        string rest = string.Join('&', address[(query + 1)..].Split('&').Where(part => !part.StartsWith(name + '=', StringComparison.Ordinal)));
        return rest.Length == 0 ? address[..query] : $"{address[..query]}?{rest}";
    }
}
