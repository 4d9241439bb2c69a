namespace Lad.Elasticsearch.Connections;

/// <summary>Nodes' addresses, freed of what people put into them: the one place where credentials are taken out of an address.</summary>
/// <param name="Nodes">The addresses without user and password.</param>
/// <param name="Credentials">User and password of the first address that had any.</param>
/// <param name="Differ">Whether another address had others.</param>
internal sealed record NodeAddresses(IReadOnlyList<Uri> Nodes, Credentials.Basic? Credentials, bool Differ)
{
    /// <summary>Takes addresses apart.</summary>
    public static NodeAddresses Of(IReadOnlyList<Uri> nodes)
    {
        Credentials.Basic[] found = [.. nodes.Where(HasUser).Select(User).Distinct()];
        return new NodeAddresses([.. nodes.Select(node => HasUser(node) ? new UriBuilder(node) { UserName = "", Password = "" }.Uri : node)], found.FirstOrDefault(), found.Length > 1);
    }

    /// <summary>An address as an operator knows it.</summary>
    public static string NameOf(Uri node) => node.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    private static bool HasUser(Uri node) => node.IsAbsoluteUri && node.UserInfo.Length > 0;

    private static Credentials.Basic User(Uri node)
    {
        string[] parts = node.UserInfo.Split(':', 2);
        return new Credentials.Basic(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
