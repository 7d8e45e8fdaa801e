namespace Orleans.Runtime
{
    /// <summary>Anything that can be addressed by a reference.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>An actor's interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>An actor addressed by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>An object outside the cluster that actors may tell things.</summary>
    public interface IGrainObserver : IAddressable;
}

namespace Orleans.Hosting
{
    /// <summary>Configures a silo.</summary>
    public interface ISiloBuilder
    {
        Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; }

        Microsoft.Extensions.Configuration.IConfiguration Configuration { get; }
    }
}
