using Dispatch.Contracts.Accounts;
using Dispatch.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Accounts;

/// <summary>A link as it is told once.</summary>
/// <param name="Account">The account it leads to.</param>
/// <param name="Path">What to open: the secret stands behind the <c>#</c>, which browsers send to no server.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
public sealed record LinkView(string Account, string Path, DateTimeOffset ExpiresAt);

/// <summary>One-time links: account name and 256 random bits, of which the account keeps a digest.</summary>
internal sealed class Links(IOptions<DispatchOptions> options, TimeProvider clock)
{
    private const string Page = "/welcome";

    private TimeSpan Life => TimeSpan.FromHours(options.Value.Accounts.LinkHours);

    public (LinkView View, NewLink Kept) Make(string account)
    {
        var token = Secrets.Token();
        return (new LinkView(account, $"{Page}#{account}.{token}", clock.GetUtcNow() + Life), new NewLink(Secrets.Digest(token), Life));
    }

    /// <summary>Account and digest of a link's secret part; null when it cannot be one.</summary>
    public static (string Account, string Digest)? Read(string? link)
    {
        var cut = link is { Length: <= 200 } ? link.LastIndexOf('.') : -1;
        return cut > 0 && AccountNames.IsName(link![..cut]) ? (link[..cut], Secrets.Digest(link[(cut + 1)..])) : null;
    }
}
