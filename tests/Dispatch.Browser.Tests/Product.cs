using Dispatch.Cluster.Tests;

namespace Dispatch.Browser.Tests;

/// <summary>The built product in a process of its own, with an empty store and its demonstration data, and one browser to meet it with.</summary>
public sealed class Product : IAsyncLifetime
{
    /// <summary>How long a screen may take to show what it should, in milliseconds. Much, because many builds may share the machine.</summary>
    private const float Patience = 30_000;

    private static readonly string[] Quietly =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private const string MetricsToken = "token-of-the-browser-tests";

    private readonly Eavesdropper _ears = Eavesdropper.At(FreePort());
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("dispatch-browser-");
    private ProductProcess? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Address => _process!.Address;

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(Patience);
        _ears.Listen();
        _process = await StartAsync(_data.FullName, _ears);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quietly });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_process is not null)
        {
            await HearFiguresAsync();
            await _process.TermAsync(() => Task.CompletedTask);
            await _process.DisposeAsync();
        }

        _data.Delete(recursive: true);
        _ears.Dispose();

        // Every test has run by now: what any of them typed was listened for from then on, and what was said before is heard now.
        _ears.Heard.ShouldBeGreaterThan(20, "The product said something.");
        _ears.Words.ShouldBeGreaterThan(100, "Names were listened for.");
        _ears.Leaks().ShouldBeEmpty("Logs, figures and traces carry ids only.");
    }

    /// <summary>A browser of its own: own cookies, own storage, the device's size.</summary>
    internal async Task<IBrowserContext> OpenAsync(Device device)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = _process!.Address.OriginalString,
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            DeviceScaleFactor = device.Scale,
            HasTouch = device.Touch,
            IsMobile = device.Touch,
            ColorScheme = device.Scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = device.Locale,
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(Patience);
        context.Request += (_, request) => _ears.Learn(request.PostData);
        return context;
    }

    private static async Task<ProductProcess> StartAsync(string dataDirectory, Eavesdropper ears)
    {
        var process = new ProductProcess(
            dataDirectory, ("Dispatch__Metrics__Token", MetricsToken), ("Dispatch__Telemetry__Otlp", ears.Collector), ("Dispatch__Telemetry__TraceRatio", "1"))
        {
            Heard = ears.Hear,
        };
        await process.StartAsync();
        return process;
    }

    private async Task HearFiguresAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", MetricsToken);
        _ears.Hear(await http.GetStringAsync(new Uri(_process!.Address, "/metrics")));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What a person looks at.</summary>
internal sealed record Device(int Width, int Height, float Scale, bool Touch, ColorScheme Scheme = ColorScheme.Light, string Locale = "zh-CN")
{
    public static readonly Device Phone = new(390, 844, 2, Touch: true);

    public static readonly Device Desk = new(1440, 900, 1, Touch: false);

    public static readonly Device Wall = new(1920, 1080, 1, Touch: false);

    public Device Dark => this with { Scheme = ColorScheme.Dark };
}

/// <summary>One product serves all tests of a town; each leaves it as it found it. Two towns run side by side, as much of a test is waiting.</summary>
[CollectionDefinition(Name)]
public sealed class Town : ICollectionFixture<Product>
{
    public const string Name = "town";
}

/// <summary>The other town, with a product and a browser of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SecondTown : ICollectionFixture<Product>
{
    public const string Name = "second town";
}
