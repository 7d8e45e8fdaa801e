namespace Dispatch.Web.Hosting;

/// <summary>Settings of the product, section <c>Dispatch</c>. Every value can be given in appsettings, the environment or as an argument.</summary>
public sealed class DispatchOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Dispatch";

    /// <summary>Where store, keys and the server's secret lie. A leading <c>~</c> is the home directory.</summary>
    /// <value>Default: <c>~/.local/share/communitycare</c>.</value>
    public string DataDirectory { get; set; } = "~/.local/share/communitycare";

    /// <summary>What runs in this process.</summary>
    /// <value><c>Standalone</c> (the default), everything; or <c>Cluster</c>, the web side alone, as a client of separate silos.</value>
    public string Mode { get; set; } = "Standalone";

    /// <summary>The cluster, with <see cref="Mode"/> <c>Cluster</c>.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    public bool IsCluster => string.Equals(Mode, "Cluster", StringComparison.OrdinalIgnoreCase);

    /// <summary>A PostgreSQL connection string for the store; null: a SQLite file in the data directory.</summary>
    /// <value>Default: null.</value>
    public string? Postgres { get; set; }

    /// <summary>Base 64 of at least 32 bytes, from which case codes and request ids are derived; null: a file in the data directory.</summary>
    /// <value>Default: null.</value>
    public string? Secret { get; set; }

    /// <summary>The folder of the operator's instrument files, whose wording is put into the shipped slots; see docs/care.md. The same for every process.</summary>
    /// <value>Default: null, none.</value>
    public string? InstrumentImports { get; set; }

    /// <summary>The demonstration data.</summary>
    public DemoOptions Demo { get; set; } = new();

    /// <summary>How often one client or one account may call.</summary>
    public RateLimitOptions RateLimits { get; set; } = new();

    /// <summary>The largest and the slowest that is read from a connection.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>Addresses and networks, with commas between, of proxies that are believed who calls through them and whether by HTTPS.</summary>
    /// <value>Default: this machine, <c>127.0.0.0/8, ::1</c>. Empty: none.</value>
    public string TrustedProxies { get; set; } = "127.0.0.0/8, ::1";

    /// <summary>Sign-ins.</summary>
    public SessionOptions Session { get; set; } = new();

    /// <summary>Invitations, codes and passkeys.</summary>
    public AccountOptions Accounts { get; set; } = new();

    /// <summary>Bounds of the live hub.</summary>
    public LiveOptions Live { get; set; } = new();

    /// <summary>The map behind the boards.</summary>
    public MapOptions Map { get; set; } = new();

    /// <summary>The data directory as an absolute path.</summary>
    public string DataPath => Path.GetFullPath(DataDirectory.StartsWith('~')
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + DataDirectory[1..]
        : DataDirectory);
}

/// <summary>The demonstration data, loaded once into an empty store.</summary>
public sealed class DemoOptions
{
    /// <summary>Whether the demonstration data is loaded and its accounts can sign in.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The password of all demonstration accounts; null: a random one, kept in the data directory and printed at start.</summary>
    /// <value>Default: null. At least 6 characters.</value>
    public string? Password { get; set; }

    /// <summary>Whether simulated residents ask and simulated volunteers answer.</summary>
    /// <value>Default: false.</value>
    public bool Live { get; set; }

    /// <summary>How many synthetic volunteers each station has besides the demonstration data's own, as <c>syn-00001.zhuoda</c>.</summary>
    /// <value>Default: 0. Range: 0..200,000. A greater number adds to a store; a smaller one removes nobody.</value>
    public int Volunteers { get; set; }

    /// <summary>Weeks of made-up history in the service record of each demonstration station, so that a first visitor sees figures; entered once, with the data.</summary>
    /// <value>Default: 6. Range: 0..52.</value>
    public int HistoryWeeks { get; set; } = 6;
}

/// <summary>The map behind the boards' own data.</summary>
public sealed class MapOptions
{
    /// <summary>
    /// The address of the operator's map tiles, such as <c>https://{s}.tiles.example/{z}/{x}/{y}.png</c>; browsers are then allowed to load pictures from
    /// its host. Null: from nowhere but here.
    /// </summary>
    /// <value>Default: null. Absolute, http or https.</value>
    public string? TileUrl { get; set; }
}

/// <summary>How long a sign-in lasts without use.</summary>
public sealed class SessionOptions
{
    /// <summary>Staff at a desk.</summary>
    /// <value>Default: 12 hours. Range: 1..720.</value>
    public int StaffHours { get; set; } = 12;

    /// <summary>Volunteers and counsellors on their own phones.</summary>
    /// <value>Default: 336 hours (14 days). Range: 1..8,760.</value>
    public int ResponderHours { get; set; } = 336;

    /// <summary>Staff at a desk, however busy.</summary>
    /// <value>Default: 72 hours. Range: 1..2,160.</value>
    public int StaffLongestHours { get; set; } = 72;

    /// <summary>Volunteers and counsellors, however busy.</summary>
    /// <value>Default: 2,160 hours (90 days). Range: 1..8,760.</value>
    public int ResponderLongestHours { get; set; } = 2_160;
}

/// <summary>Invitations, codes and passkeys.</summary>
public sealed class AccountOptions
{
    /// <summary>How long a link that opens or resets an account can be used.</summary>
    /// <value>Default: 168 hours (7 days). Range: 1..720.</value>
    public int LinkHours { get; set; } = 168;

    /// <summary>How long a volunteer's one-time code can be used.</summary>
    /// <value>Default: 10 minutes. Range: 1..60.</value>
    public int CodeMinutes { get; set; } = 10;

    /// <summary>The domain that passkeys belong to, such as <c>care.example</c>; null: the host of each call, which then must not change.</summary>
    /// <value>Default: null.</value>
    public string? PasskeyDomain { get; set; }
}

/// <summary>Bounds of one connection to the live hub.</summary>
public sealed class LiveOptions
{
    /// <summary>Boards and requests one connection may follow.</summary>
    /// <value>Default: 32. Range: 1..1,000.</value>
    public int FollowsPerConnection { get; set; } = 32;

    /// <summary>Pushes that may wait for one slow connection; beyond, it is closed and fetches afresh when it returns.</summary>
    /// <value>Default: 256. Range: 8..10,000.</value>
    public int PushesWaiting { get; set; } = 256;
}
