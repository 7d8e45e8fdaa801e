using Dispatch.Runtime.Clustering;

namespace Dispatch.Runtime.References;

/// <summary>Makes references that belong to one node.</summary>
internal sealed class GrainFactory(Node node, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        return Make<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)Proxies<TGrainInterface>.Make(node, grainId);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)ProxyRegistry.FactoryOf(grainInterfaceType)(
        node, GrainId.Create(GrainCatalog.Shared.Resolve(grainInterfaceType, null), grainPrimaryKey));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj is GrainReference
            ? throw new ArgumentException("This is a reference already.", nameof(obj))
            : GetGrain<TGrainObserverInterface>(node.Observers.Add(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => node.Observers.Remove(((IAddressable)obj).GetGrainId());

    private TGrainInterface Make<TGrainInterface>(string key, string? prefix)
        where TGrainInterface : IAddressable
    {
        var type = prefix is null ? DefaultGrain<TGrainInterface>.Type : GrainCatalog.Shared.Resolve(typeof(TGrainInterface), prefix);
        return GetGrain<TGrainInterface>(GrainId.Create(type, key));
    }
}
