using System.Net;
using System.Net.Sockets;

namespace Dispatch.Web.Hosting;

/// <summary>Looks whether the product can listen where it is told to, before the store is opened.</summary>
internal static class Doors
{
    /// <summary>The first address that somebody else listens on, in words; null when all are free.</summary>
    public static string? Fault(IConfiguration configuration)
    {
        foreach (var url in Urls(configuration))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port > 0 && !address.IsUnixPipe && !address.IsNamedPipe && IsTaken(address))
            {
                return $"{url} is taken by another process. End it, or listen elsewhere with --urls.";
            }
        }

        return null;
    }

    private static IEnumerable<string> Urls(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(each => each["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        var urls = Split(configuration["urls"]);
        var ports = Split(configuration["http_ports"]).Select(port => $"http://*:{port}")
            .Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"));
        return urls.Length > 0 ? urls : [.. ports.DefaultIfEmpty(Settings.DefaultUrl)];
    }

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsTaken(BindingAddress address)
    {
        var host = address.Host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(address.Host, out var known) ? known : IPAddress.IPv6Any;
        using var door = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (host.Equals(IPAddress.IPv6Any))
            {
                door.DualMode = true;
            }

            door.Bind(new IPEndPoint(host, address.Port));
            door.Listen();
            return false;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
