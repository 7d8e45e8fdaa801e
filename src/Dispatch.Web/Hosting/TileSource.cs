namespace Dispatch.Web.Hosting;

/// <summary>Where the operator's map tiles come from, as a Content-Security-Policy names it.</summary>
internal static class TileSource
{
    private const string Subdomain = "{s}.";

    /// <summary>Reads scheme, host and port of a tile address; null when it is none. A leading <c>{s}</c> of the host stands for any subdomain.</summary>
    public static string? Of(string address)
    {
        var any = address.Contains("://" + Subdomain, StringComparison.Ordinal);
        return Uri.TryCreate(address.Replace("://" + Subdomain, "://", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            && Uri.CheckHostName(uri.Host) is not UriHostNameType.Unknown
            ? $"{uri.Scheme}://{(any ? "*." : "")}{uri.Authority}"
            : null;
    }
}
