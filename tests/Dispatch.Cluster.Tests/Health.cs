using System.Net;

namespace Dispatch.Cluster.Tests;

/// <summary>Health pages as a balancer asks for them.</summary>
internal static class Health
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Whether the page answers so now.</summary>
    public static Task<bool> IsAsync(this ProductProcess web, string page, HttpStatusCode status) => IsAsync(web.Address, page, status);

    /// <summary>Whether the page answers so now.</summary>
    public static async Task<bool> IsAsync(Uri address, string page, HttpStatusCode status)
    {
        try
        {
            return (await Http.GetAsync(new Uri(address, $"/health/{page}"))).StatusCode == status;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
