using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.Web.Tests.Hosting;

/// <summary>The whole product in this process, on a real port, with the demonstration data and a data directory of its own.</summary>
public sealed class Product : WebApplicationFactory<Program>
{
    public const string Password = "demo-password";
    private readonly string _data;
    private readonly bool _ownsData;
    private readonly Dictionary<string, string> _settings;

    public Product()
        : this(NewDirectory(), ownsData: true)
    {
    }

    internal Product(string data, bool ownsData, params (string Key, string Value)[] settings)
    {
        (_data, _ownsData) = (data, ownsData);
        _settings = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Dispatch:DataDirectory"] = data,
            ["Dispatch:Demo:Password"] = Password,
            ["Dispatch:Demo:HistoryWeeks"] = "0",
            ["Dispatch:RateLimits:Enabled"] = "false",
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        };
        foreach (var (key, value) in Stores.Settings(data).Concat(settings))
        {
            _settings[key] = value;
        }

        UseKestrel(0);
    }

    /// <summary>The time as this product knows it.</summary>
    internal MovedClock Clock { get; } = new();

    /// <summary>Where the store lies.</summary>
    internal string Data => _data;

    /// <summary>Everything that was logged so far, at every level.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    public Uri Address => ClientOptions.BaseAddress;

    public static string NewDirectory() => Directory.CreateTempSubdirectory("communitycare-").FullName;

    /// <summary>A visitor with a cookie jar of its own; null account: nobody is signed in.</summary>
    public async Task<Visitor> VisitAsync(string? account = null)
    {
        StartServer();
        var visitor = new Visitor(Address);
        if (account is not null)
        {
            await visitor.SignInAsync(account, Password);
        }

        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(new LogCapture(Logged)).AddSingleton<TimeProvider>(Clock));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        for (var attempt = 1; _ownsData && Directory.Exists(_data); attempt++)
        {
            try
            {
                Directory.Delete(_data, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                // A database that is being closed puts its last file there, or takes it away, while the directory is read.
            }
        }
    }
}

[CollectionDefinition(Name)]
public sealed class ProductCollection : ICollectionFixture<Product>
{
    public const string Name = "product";
}
